/** The agent: follows files through rotation and publishes their bytes. */
@NullMarked
package io.tailrace.agent;

import org.jspecify.annotations.NullMarked;

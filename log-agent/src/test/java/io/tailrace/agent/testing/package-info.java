/** What the agent's tests share. */
@NullMarked
package io.tailrace.agent.testing;

import org.jspecify.annotations.NullMarked;

/** What the agent remembers durably, and the directory it keeps it in. */
@NullMarked
package io.tailrace.agent.checkpoint;

import org.jspecify.annotations.NullMarked;

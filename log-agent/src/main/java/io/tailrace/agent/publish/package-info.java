/** Sends messages within the window and repeats them until they are acknowledged. */
@NullMarked
package io.tailrace.agent.publish;

import org.jspecify.annotations.NullMarked;

/** The agent's loop: one thread that moves bytes from source to publish and acknowledgements back. */
@NullMarked
package io.tailrace.agent.shipping;

import org.jspecify.annotations.NullMarked;

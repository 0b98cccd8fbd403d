/** Cuts a source's bytes into messages: whole lines wherever a line fits. */
@NullMarked
package io.tailrace.agent.framing;

import org.jspecify.annotations.NullMarked;

/** The bytes of sources, wherever they are to be had: in a file of their own, in a copy of it, or compressed. */
@NullMarked
package io.tailrace.agent.content;

import org.jspecify.annotations.NullMarked;

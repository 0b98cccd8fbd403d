/** Which generation of which file: identity, rotation, truncation, and how far each source was read and acknowledged. */
@NullMarked
package io.tailrace.agent.source;

import org.jspecify.annotations.NullMarked;

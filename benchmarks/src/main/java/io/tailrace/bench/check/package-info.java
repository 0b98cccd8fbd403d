/** Compares what arrived with what was written, after each run: a figure of bytes that did not arrive is none. */
@NullMarked
package io.tailrace.bench.check;

import org.jspecify.annotations.NullMarked;

/** The command behind {@code bin/bench}. */
@NullMarked
package io.tailrace.bench.bin;

import org.jspecify.annotations.NullMarked;

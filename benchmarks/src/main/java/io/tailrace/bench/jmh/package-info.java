/** The hot pieces, each alone: what every byte, every message or every span passes. */
@NullMarked
package io.tailrace.bench.jmh;

import org.jspecify.annotations.NullMarked;

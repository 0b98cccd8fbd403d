/** The program behind the scripts in {@code bin/}. */
@NullMarked
package io.tailrace.suite.bin;

import org.jspecify.annotations.NullMarked;

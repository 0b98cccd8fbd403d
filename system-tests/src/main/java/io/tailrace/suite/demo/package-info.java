/** The commands behind {@code bin/demo} and {@code bin/try}. */
@NullMarked
package io.tailrace.suite.demo;

import org.jspecify.annotations.NullMarked;

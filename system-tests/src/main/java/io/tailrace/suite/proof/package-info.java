/** Compares what was written with the archive and with the stream. It asks no service. */
@NullMarked
package io.tailrace.suite.proof;

import org.jspecify.annotations.NullMarked;

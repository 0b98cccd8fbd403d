/** What is shipped: lines that can be told from each other, files full of them, and a writer that keeps time. */
@NullMarked
package io.tailrace.bench.input;

import org.jspecify.annotations.NullMarked;

/** Figures: what was measured, over several repetitions. It knows nothing of what is measured. */
@NullMarked
package io.tailrace.bench.figure;

import org.jspecify.annotations.NullMarked;

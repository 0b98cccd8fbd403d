/** What is measured: one class a workload, each of which is run once a repetition in a place of its own. */
@NullMarked
package io.tailrace.bench.workload;

import org.jspecify.annotations.NullMarked;

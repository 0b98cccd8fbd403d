/** The service to compare ours with. It is packaged without anything of ours. */
@NullMarked
package io.tailrace.bench.empty;

import org.jspecify.annotations.NullMarked;

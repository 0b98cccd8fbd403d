/** Many files that are written and rotated in every way at once, for as long as somebody wants. */
@NullMarked
package io.tailrace.suite.workload;

import org.jspecify.annotations.NullMarked;

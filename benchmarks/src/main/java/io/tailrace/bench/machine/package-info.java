/** What the operating system says of this machine and of processes on it. Linux only. */
@NullMarked
package io.tailrace.bench.machine;

import org.jspecify.annotations.NullMarked;

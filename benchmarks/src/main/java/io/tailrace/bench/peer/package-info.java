/** Other shippers over NATS: how they are run where their programs are given, and what is known of them otherwise. */
@NullMarked
package io.tailrace.bench.peer;

import org.jspecify.annotations.NullMarked;

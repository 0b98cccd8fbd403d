/** Dead letters on their way from the ledger to the dead-letter stream. */
@NullMarked
package io.tailrace.collector.deadletter;

import org.jspecify.annotations.NullMarked;

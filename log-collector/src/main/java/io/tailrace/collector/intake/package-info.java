/** Durable pull consumers, one a partition, put where the ledger says. */
@NullMarked
package io.tailrace.collector.intake;

import org.jspecify.annotations.NullMarked;

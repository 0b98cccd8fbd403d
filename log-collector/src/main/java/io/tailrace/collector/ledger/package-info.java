/** What a collector remembers durably: archived ranges, stream positions, dead letters. */
@NullMarked
package io.tailrace.collector.ledger;

import org.jspecify.annotations.NullMarked;

/** What an operator sees of a collector: health, metrics and the ledger endpoint. */
@NullMarked
package io.tailrace.collector.operations;

import org.jspecify.annotations.NullMarked;

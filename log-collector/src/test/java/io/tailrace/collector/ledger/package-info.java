@NullMarked
package io.tailrace.collector.ledger;

import org.jspecify.annotations.NullMarked;

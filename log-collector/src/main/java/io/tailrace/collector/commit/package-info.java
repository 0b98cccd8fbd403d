/** Batches of deliveries made durable: bytes, then ledger, then acknowledgement. */
@NullMarked
package io.tailrace.collector.commit;

import org.jspecify.annotations.NullMarked;

package io.tailrace.collector.pairing;

import io.tailrace.collector.ledger.PartitionKey;
import org.jspecify.annotations.Nullable;

/** In which of this collector's partitions a host is. */
@FunctionalInterface
public interface Partitions {

    /** The partition of a host, null where it is none of this collector's. */
    @Nullable PartitionKey of(String host);
}

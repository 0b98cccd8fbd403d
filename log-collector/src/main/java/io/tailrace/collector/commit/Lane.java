package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.StreamPosition;
import org.jspecify.annotations.Nullable;

/** One partition as the writer sees it: where it is, and the batch in hand. Confined to the writer's thread. */
final class Lane {

    private final PartitionKey partition;
    private StreamPosition committed;
    private StreamPosition taken;
    private @Nullable Batch batch;

    Lane(PartitionKey partition, StreamPosition committed) {
        this.partition = partition;
        this.committed = committed;
        this.taken = committed;
    }

    PartitionKey partition() {
        return partition;
    }

    /** The position that the ledger has. */
    StreamPosition committed() {
        return committed;
    }

    /** The position behind the last delivery that is in the ledger or in the batch. */
    StreamPosition taken() {
        return taken;
    }

    @Nullable Batch batch() {
        return batch;
    }

    void begin(Batch newBatch) {
        batch = newBatch;
    }

    /** A delivery is in the batch. */
    void take(Delivery delivery) {
        taken = taken.advancedTo(delivery.sequence(), delivery.timestampNanos());
    }

    /** The batch is durable. */
    void commit() {
        committed = taken;
        batch = null;
    }
}

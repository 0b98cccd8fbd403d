package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.Passing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One partition as the writer sees it: how far it is, and the batch in hand. Confined to the writer's thread. */
final class Lane {

    private final PartitionKey partition;
    private final StreamLosses losses;
    private PartitionState committed;
    private PartitionState taken;
    private @Nullable Batch batch;
    private boolean wasAtEnd;

    /** @param passings where the stream's beginning has passed it, as far as the ledger knows */
    Lane(PartitionKey partition, PartitionState committed, List<Passing> passings) {
        this.partition = partition;
        this.committed = committed;
        this.taken = committed;
        this.losses = new StreamLosses(partition, passings, committed);
    }

    PartitionKey partition() {
        return partition;
    }

    StreamLosses losses() {
        return losses;
    }

    /** How far the ledger is. */
    PartitionState committed() {
        return committed;
    }

    /** The state behind the last delivery that is in the ledger or in the batch. */
    PartitionState taken() {
        return taken;
    }

    @Nullable Batch batch() {
        return batch;
    }

    void begin(Batch newBatch) {
        batch = newBatch;
    }

    /** A delivery is in the batch. One that came again moves nothing. */
    void take(Delivery delivery) {
        if (delivery.sequence() > taken.position().sequence()) {
            taken = taken.advancedTo(delivery.sequence(), delivery.timestampNanos());
        }
    }

    /** Whether the partition was once read to where its stream ended, since it was placed. */
    boolean wasAtEnd() {
        return wasAtEnd;
    }

    /** Nothing of the partition was left up to a sequence. */
    void readUntil(long sequence) {
        wasAtEnd |= sequence > 0;
        committed = committed.readUntil(sequence);
        taken = taken.readUntil(sequence);
    }

    /** The batch is durable. */
    void commit() {
        committed = taken;
        batch = null;
        losses.saved();
    }

    /** The batch never happened. */
    void drop() {
        taken = committed;
        batch = null;
    }
}

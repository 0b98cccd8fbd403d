package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the intake hands its deliveries to, and where it learns from where to read. For any thread. */
public interface DeliverySink {

    /** Takes a delivery; waits while too many bytes wait already. Returns without it when its run is over. */
    void deliver(Delivery delivery) throws InterruptedException;

    /** Whether deliveries can be archived at present. */
    boolean isAccepting();

    /**
     * Commits what is in hand of a partition, whose run must be over, if that is still its own, and tells how far the ledger
     * is.
     *
     * @return null when the partition was never read
     * @throws IOException when the disk fails; the sink then doesn't accept for a while
     * @throws TimeoutException when the sink is busy for long, or stopped
     */
    @Nullable PartitionState settle(PartitionKey partition) throws IOException, TimeoutException, InterruptedException;

    /** Makes it durable from where a partition is read: for the first time, or again because its position is void. */
    void place(PartitionKey partition, PartitionState state) throws IOException, TimeoutException, InterruptedException;

    /**
     * Takes note of how the stream is, and how far the partition is read.
     *
     * @param facts of the stream that its run reads
     * @param nothingPendingUntil nothing of the partition was pending up to this sequence, but for what was delivered up to
     *     the next one; 0 when something was, or nobody knows
     * @param deliveredSequence of the last message that was delivered to anyone
     * @return how far the ledger is, null where the partition has no position
     */
    @Nullable PartitionState observe(PartitionKey partition, StreamFacts facts, long nothingPendingUntil, long deliveredSequence)
            throws IOException, TimeoutException, InterruptedException;
}

package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.PartitionKey;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The deliveries of one partition between two positionings of its consumer: without a gap, beginning right behind the
 * ledger's position. When anything breaks the sequence the run is over, and what of it was not yet taken is void.
 */
public final class Run {

    private final PartitionKey partition;
    private final RunQuestions questions;
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong highestSequence = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private volatile boolean over;

    /** @param questions what a commit asks about it */
    public Run(PartitionKey partition, RunQuestions questions) {
        this.partition = partition;
        this.questions = questions;
    }

    public PartitionKey partition() {
        return partition;
    }

    RunQuestions questions() {
        return questions;
    }

    /** From now on no delivery of this run is taken, and none is acknowledged. Any thread may end a run. */
    public void end() {
        over = true;
    }

    public boolean isOver() {
        return over;
    }

    /** Takes note of a delivery. */
    public void delivered(long sequence) {
        deliveries.incrementAndGet();
        highestSequence.accumulateAndGet(sequence, Math::max);
    }

    /** Takes note that a delivery was taken into a batch. */
    void taken() {
        taken.incrementAndGet();
    }

    /** Whether something was delivered that the writer has not got to yet. */
    public boolean hasWaiting() {
        return taken.get() < deliveries.get();
    }

    /** The highest sequence that was delivered, 0 for none. */
    public long highestSequence() {
        return highestSequence.get();
    }

    /** How many messages were delivered. */
    public long deliveries() {
        return deliveries.get();
    }
}

package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.PartitionKey;

/**
 * The deliveries of one partition between two positionings of its consumer: without a gap, beginning right behind the
 * ledger's position. When anything breaks the sequence the run is over, and what of it was not yet taken is void.
 */
public final class Run {

    private final PartitionKey partition;
    private volatile boolean over;

    public Run(PartitionKey partition) {
        this.partition = partition;
    }

    public PartitionKey partition() {
        return partition;
    }

    /** From now on no delivery of this run is taken. Any thread may end a run. */
    public void end() {
        over = true;
    }

    public boolean isOver() {
        return over;
    }
}

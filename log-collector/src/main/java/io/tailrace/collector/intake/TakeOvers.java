package io.tailrace.collector.intake;

import io.tailrace.collector.ledger.PartitionKey;
import java.util.HashSet;
import java.util.Set;

/**
 * Which durables of others this collector may still take: each once a start, so that two of them that are both told to do
 * so don't take them from each other for ever. For the control thread.
 */
final class TakeOvers {

    private final boolean allowed;
    private final Set<PartitionKey> done = new HashSet<>();

    /** @param allowed whether the configuration says so */
    TakeOvers(boolean allowed) {
        this.allowed = allowed;
    }

    /** Whether a partition's durable may be taken. */
    boolean mayTake(PartitionKey partition) {
        return allowed && !done.contains(partition);
    }

    /** A partition's durable was taken. */
    void taken(PartitionKey partition) {
        done.add(partition);
    }

    /** Whether a partition's durable was taken since the start. */
    boolean hasTaken(PartitionKey partition) {
        return done.contains(partition);
    }
}

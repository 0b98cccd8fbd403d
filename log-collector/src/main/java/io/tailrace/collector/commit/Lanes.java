package io.tailrace.collector.commit;

import io.tailrace.collector.ack.AckPolicy;
import io.tailrace.collector.ack.Acknowledger;
import io.tailrace.collector.ledger.Ledger;
import io.tailrace.collector.ledger.LedgerChanges;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.SourceCache;
import io.tailrace.collector.ledger.StreamPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The partitions as the writer sees them: puts deliveries into batches and ends the batches. Confined to its thread. */
final class Lanes {

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long NEVER = Long.MAX_VALUE;
    private static final long NOW = Long.MIN_VALUE;

    private final Ledger ledger;
    private final SourceCache sources;
    private final MessageArchiver archiver;
    private final Committer committer;
    private final Acknowledger acknowledger;
    private final CommitLimits limits;
    private final AckPolicy policy;
    private final LongSupplier nanoTime;

    private final Map<PartitionKey, Lane> lanes = new HashMap<>();
    private final Map<PartitionKey, Run> runs = new HashMap<>();

    /** No batch reaches a limit before this time, unless by a delivery. */
    private long nextDue = NEVER;

    Lanes(
            Ledger ledger,
            SourceCache sources,
            MessageArchiver archiver,
            Committer committer,
            Acknowledger acknowledger,
            CommitLimits limits,
            AckPolicy policy,
            LongSupplier nanoTime) {
        this.ledger = ledger;
        this.sources = sources;
        this.archiver = archiver;
        this.committer = committer;
        this.acknowledger = acknowledger;
        this.limits = limits;
        this.policy = policy;
        this.nanoTime = nanoTime;
    }

    /** Writes a delivery into its partition's batch; ends that batch first when there is no room in it. */
    void take(Delivery delivery) throws IOException {
        Lane lane = lanes.get(delivery.run().partition());
        if (delivery.run().isOver()) {
            return;
        }
        if (lane == null) {
            // Its position was forgotten meanwhile, so the run has a gap from here on.
            delivery.run().end();
            return;
        }
        runs.put(lane.partition(), delivery.run());
        if (delivery.sequence() <= lane.taken().sequence()) {
            acknowledgeAgain(delivery, lane);
            return;
        }
        Batch batch = lane.batch();
        if (batch != null && batch.hasNoRoomFor(delivery.payload().length)) {
            commit(List.of(lane));
            batch = null;
        }
        if (batch == null) {
            long now = nanoTime.getAsLong();
            batch = new Batch(limits, policy, now);
            lane.begin(batch);
            nextDue = Math.min(nextDue, now + limits.maxInterval().toNanos());
        }
        archiver.archive(delivery, lane.taken(), batch);
        batch.add(delivery);
        lane.take(delivery);
        if (batch.isFull()) {
            nextDue = NOW;
        }
    }

    /** Ends the batches that have reached a limit. */
    void commitDue() throws IOException {
        long now = nanoTime.getAsLong();
        if (now < nextDue) {
            return;
        }
        List<Lane> due = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            Batch batch = lane.batch();
            if (batch != null && batch.isDue(now)) {
                due.add(lane);
            }
        }
        commit(due);
        nextDue = NEVER;
        for (Lane lane : lanes.values()) {
            Batch batch = lane.batch();
            if (batch != null) {
                nextDue = Math.min(nextDue, now + batch.nanosLeft(now));
            }
        }
    }

    /** Ends all batches. */
    void commitAll() throws IOException {
        commit(lanes.values().stream().filter(lane -> lane.batch() != null).toList());
    }

    /** How long nothing needs to be done if nothing comes. */
    long nanosToNextCommit() {
        return nextDue == NEVER ? IDLE_NANOS : Math.min(IDLE_NANOS, nextDue - nanoTime.getAsLong());
    }

    /** Ends a partition's batch; returns its position, null when it was never read. */
    @Nullable StreamPosition settle(PartitionKey partition) throws IOException {
        Lane lane = lanes.get(partition);
        if (lane != null) {
            if (lane.batch() != null) {
                commit(List.of(lane));
            }
            return lane.committed();
        }
        StreamPosition position = ledger.position(partition);
        if (position != null) {
            lanes.put(partition, new Lane(partition, position));
        }
        return position;
    }

    /** Makes a partition's position durable. */
    void position(PartitionKey partition, StreamPosition position) throws IOException {
        ledger.commit(new LedgerChanges(List.of(), Map.of(), List.of(), Map.of(partition, position)));
        lanes.put(partition, new Lane(partition, position));
    }

    /** Ends all runs: what they still bring is read again. */
    void endRuns() {
        runs.values().forEach(Run::end);
        runs.clear();
    }

    /** Forgets all positions and batches. */
    void clear() {
        lanes.clear();
        nextDue = NEVER;
    }

    private void commit(List<Lane> due) throws IOException {
        if (!due.isEmpty()) {
            committer.commit(due);
            sources.trim();
        }
    }

    /** A delivery that was taken before: committed ones are acknowledged again, the others with their batch. */
    private void acknowledgeAgain(Delivery delivery, Lane lane) {
        if (policy != AckPolicy.NONE && delivery.sequence() <= lane.committed().sequence()) {
            acknowledger.acknowledge(List.of(delivery.replySubject()));
        }
    }
}

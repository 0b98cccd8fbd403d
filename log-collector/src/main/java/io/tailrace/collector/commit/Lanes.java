package io.tailrace.collector.commit;

import io.tailrace.collector.ack.AckPolicy;
import io.tailrace.collector.commit.CollectorEvents.Outcome;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.Ledger;
import io.tailrace.collector.ledger.LedgerChanges;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.SourceCache;
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
    private final PlainFiles plainFiles;
    private final MessageArchiver archiver;
    private final Committer committer;
    private final CommitLimits limits;
    private final AckPolicy policy;
    private final CollectorEvents events;
    private final LongSupplier nanoTime;

    private final Map<PartitionKey, Lane> lanes = new HashMap<>();
    private final Map<PartitionKey, Run> runs = new HashMap<>();

    /** No batch reaches a limit before this time, unless by a delivery. */
    private long nextDue = NEVER;

    Lanes(
            Ledger ledger,
            SourceCache sources,
            PlainFiles plainFiles,
            MessageArchiver archiver,
            Committer committer,
            CommitLimits limits,
            AckPolicy policy,
            CollectorEvents events,
            LongSupplier nanoTime) {
        this.ledger = ledger;
        this.sources = sources;
        this.plainFiles = plainFiles;
        this.archiver = archiver;
        this.committer = committer;
        this.limits = limits;
        this.policy = policy;
        this.events = events;
        this.nanoTime = nanoTime;
    }

    /**
     * Writes a delivery into its partition's batch; ends that batch first when there is no room in it. One that comes again
     * is judged again: only its bytes can tell whether they are archived.
     */
    void take(Delivery delivery) throws IOException, InterruptedException {
        Run run = delivery.run();
        Lane lane = lanes.get(run.partition());
        if (run.isOver()) {
            return;
        }
        if (lane == null) {
            // Its position was forgotten meanwhile, so the run has a gap from here on.
            run.end();
            return;
        }
        runs.put(lane.partition(), run);
        Batch batch = lane.batch();
        if (batch != null && batch.hasNoRoomFor(delivery.payload().length)) {
            commit(List.of(lane));
            if (run.isOver()) {
                return;
            }
            batch = null;
        }
        if (batch == null) {
            long now = nanoTime.getAsLong();
            batch = new Batch(run, limits, policy, now);
            lane.begin(batch);
            nextDue = Math.min(nextDue, now + limits.maxInterval().toNanos());
        }
        DeadLetter refused = archiver.archive(delivery, lane.taken(), batch);
        if (refused != null) {
            batch.refuse(refused);
            events.handled(Outcome.DEAD_LETTER, 0, 0);
            events.deadLetter(refused.reason());
        }
        batch.add(delivery);
        lane.take(delivery);
        run.taken();
        if (batch.isFull()) {
            nextDue = NOW;
        }
        if (sources.isFull()) {
            commitAll();
        }
    }

    /** Ends the batches that have reached a limit. */
    void commitDue() throws IOException, InterruptedException {
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
    void commitAll() throws IOException, InterruptedException {
        commit(lanes.values().stream().filter(lane -> lane.batch() != null).toList());
    }

    /** How long nothing needs to be done if nothing comes. */
    long nanosToNextCommit() {
        return nextDue == NEVER ? IDLE_NANOS : Math.min(IDLE_NANOS, nextDue - nanoTime.getAsLong());
    }

    /** Ends a partition's batch; returns how far it is, null when it was never read. */
    @Nullable PartitionState settle(PartitionKey partition) throws IOException, InterruptedException {
        Lane lane = lane(partition);
        if (lane != null && lane.batch() != null) {
            commit(List.of(lane));
        }
        return lane == null ? null : lane.committed();
    }

    /** Makes it durable from where a partition is read. */
    void place(PartitionKey partition, PartitionState state) throws IOException {
        ledger.commit(new LedgerChanges().partition(partition, state));
        lanes.put(partition, new Lane(partition, state, ledger.passings(partition)));
    }

    /** The partition as it is here and in the ledger, null when it was never read. */
    @Nullable Lane lane(PartitionKey partition) throws IOException {
        Lane lane = lanes.get(partition);
        if (lane != null) {
            return lane;
        }
        PartitionState state = ledger.partition(partition);
        if (state == null) {
            return null;
        }
        Lane loaded = new Lane(partition, state, ledger.passings(partition));
        lanes.put(partition, loaded);
        return loaded;
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

    private void commit(List<Lane> due) throws IOException, InterruptedException {
        if (!due.isEmpty()) {
            committer.commit(due).forEach(this::drop);
            sources.trim();
        }
    }

    private void drop(Lane lane) {
        Batch batch = Committer.batchOf(lane);
        sources.forget(batch.sources());
        plainFiles.forget(batch.plainLengths().keySet());
        lane.drop();
    }
}

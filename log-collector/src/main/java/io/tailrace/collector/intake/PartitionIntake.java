package io.tailrace.collector.intake;

import io.tailrace.collector.commit.DeliverySink;
import io.tailrace.collector.commit.StreamFacts;
import io.tailrace.collector.intake.Broker.Placement;
import io.tailrace.collector.intake.Broker.Pull;
import io.tailrace.collector.intake.Broker.Standing;
import io.tailrace.collector.intake.Broker.StartedRun;
import io.tailrace.collector.intake.Broker.StreamState;
import io.tailrace.collector.ledger.Beginning;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.StreamPosition;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one partition being read: settles the last run, takes the position from the ledger, puts the durable there,
 * pulls, looks whether all is as it was, and begins again when the run breaks. Confined to the control thread, but for its
 * status.
 */
final class PartitionIntake {

    private static final Logger log = LoggerFactory.getLogger(PartitionIntake.class);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PartitionKey partition;
    private final Broker broker;
    private final DeliverySink sink;
    private final ConsumerSettings settings;
    private final Supplier<String> runNames;
    private final LongSupplier nanoTime;

    private @Nullable StartedRun run;
    private @Nullable Pull pull;
    private @Nullable Stalls stalls;
    private @Nullable StreamFacts lastLook;
    private @Nullable String stalled;
    private long retryAt;
    private volatile PartitionStatus status;
    private volatile @Nullable PartitionState state;

    /** @param runNames names for runs, each another one */
    PartitionIntake(
            PartitionKey partition,
            Broker broker,
            DeliverySink sink,
            ConsumerSettings settings,
            Supplier<String> runNames,
            LongSupplier nanoTime) {
        this.partition = partition;
        this.broker = broker;
        this.sink = sink;
        this.settings = settings;
        this.runNames = runNames;
        this.nanoTime = nanoTime;
        this.retryAt = nanoTime.getAsLong();
        this.status = PartitionStatus.waiting(partition, "not started");
    }

    PartitionKey partition() {
        return partition;
    }

    /** For any thread. */
    PartitionStatus status() {
        return status;
    }

    /** How far the ledger was at the last look, null where it was never read. For any thread. */
    @Nullable PartitionState state() {
        return state;
    }

    /** Does what is to be done next, if anything. */
    void tend() throws InterruptedException {
        StartedRun current = run;
        if (current != null && (current.run().isOver() || !sink.isAccepting())) {
            end();
        }
        Pull running = pull;
        if (running != null) {
            running.tend();
            return;
        }
        if (!sink.isAccepting()) {
            status = PartitionStatus.waiting(partition, "archiving is paused");
            return;
        }
        if (nanoTime.getAsLong() - retryAt < 0) {
            return;
        }
        retryAt = nanoTime.getAsLong() + RETRY_NANOS;
        try {
            begin();
        } catch (NotReadyException e) {
            status = PartitionStatus.waiting(partition, e.waitingFor());
        } catch (IOException | TimeoutException e) {
            status = PartitionStatus.waiting(partition, String.valueOf(e.getMessage()));
        }
    }

    /** Ends the run, whatever of it is still on its way, and has the next one begin at once. */
    void end() {
        StartedRun current = run;
        if (current != null) {
            current.run().end();
        }
        cease();
        run = null;
        retryAt = nanoTime.getAsLong();
    }

    /** Pulls no more; what was delivered is still the run's. */
    void cease() {
        Pull running = pull;
        if (running != null) {
            running.close();
        }
        pull = null;
    }

    /** Looks whether stream and durable are what they were and deliver what they have. An unanswered look is a bad one. */
    void look(StreamLook streams) throws InterruptedException {
        StartedRun current = run;
        if (current == null || current.run().isOver()) {
            return;
        }
        try {
            look(current, streams.facts(partition));
        } catch (NotReadyException e) {
            give(current, e.waitingFor());
        } catch (IOException | TimeoutException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt(); // Stopping: what is in hand is still to be committed.
                return;
            }
            give(current, "the server does not answer: " + e.getMessage());
        }
    }

    private void look(StartedRun current, StreamFacts facts)
            throws IOException, NotReadyException, TimeoutException, InterruptedException {
        Standing standing = broker.standing(partition, current.name());
        if (!standing.isOwn()) {
            String whose = standing.foreign();
            give(current, whose == null ? "its consumer was made anew by somebody" : whose);
            return;
        }
        StreamFacts before = lastLook;
        boolean isSame = before == null || before.created().equals(facts.created());
        if (!isSame || (before != null && facts.lastSequence() < before.lastSequence())) {
            give(current, "its stream is not what it was");
            return;
        }
        // What the look before saw as the stream's end: the durable's server may lag behind the stream's by less than
        // that.
        long nothingPendingUntil = standing.lag() == 0 && before != null ? before.lastSequence() : 0;
        PartitionState now = sink.observe(partition, facts, nothingPendingUntil, standing.deliveredSequence());
        state = now;
        lastLook = facts;
        String voidness = now == null ? "it has no position" : broker.voidness(partition, facts, now.position());
        if (now == null || voidness != null) {
            give(current, "its stream is not what it was: " + voidness);
            return;
        }
        watch(current, standing, now);
        status = new PartitionStatus(
                partition,
                stalled,
                standing.lag(),
                standing.ackPending(),
                headroom(facts, standing, now),
                Double.isNaN(facts.limits().fill()) ? null : facts.limits().fill());
    }

    private void watch(StartedRun current, Standing standing, PartitionState now) {
        Stalls watching = stalls;
        Pull running = pull;
        if (watching == null || running == null) {
            return;
        }
        String stalls = watching.look(
                standing, current.run(), running.hasWaiting(), now.position().sequence());
        boolean idle = standing.lag() == 0 && standing.ackPending() == 0;
        if (stalls != null) {
            log.warn("a partition is begun anew partition={} because=\"{}\"", partition, stalls);
            stalled = stalls;
            current.run().end();
        } else if (idle || current.run().deliveries() > 0) {
            stalled = null;
        }
    }

    private long headroom(StreamFacts facts, Standing standing, PartitionState now)
            throws IOException, NotReadyException {
        long maxAge = facts.limits().maxAgeNanos();
        if (maxAge == 0) {
            return PartitionStatus.UNKNOWN;
        }
        boolean behind = standing.lag() > 0 || standing.ackPending() > 0;
        long oldest = behind ? broker.timeOfNext(partition, now.position().sequence()) : 0;
        long age = oldest == 0 ? 0 : facts.nowNanos() - oldest;
        return Duration.ofNanos(Math.max(0, maxAge - age)).toSeconds();
    }

    private void give(StartedRun current, String reason) {
        log.debug("a run is over partition={} because=\"{}\"", partition, reason);
        status = PartitionStatus.waiting(partition, reason);
        current.run().end();
    }

    private void begin() throws IOException, NotReadyException, TimeoutException, InterruptedException {
        StreamState stream = broker.stream(partition);
        StreamFacts facts = stream.facts();
        PartitionState known = known(facts);
        String name = runNames.get();
        Placement placement = broker.place(partition, stream, known, name);
        if (known == null) {
            known = first(facts, placement);
            sink.place(partition, known);
        } else {
            sink.observe(partition, facts, 0, Long.MAX_VALUE);
        }
        state = known;
        StartedRun next = broker.run(partition, placement, name);
        pull = broker.pull(next);
        run = next;
        stalls = new Stalls(settings.lookEvery(), settings.ackWait());
        lastLook = facts;
        status = PartitionStatus.reading(partition, stalled);
    }

    /** How far the ledger is, put right where the stream is not what that was taken from; null for nowhere. */
    private @Nullable PartitionState known(StreamFacts facts)
            throws IOException, NotReadyException, TimeoutException, InterruptedException {
        PartitionState settled = sink.settle(partition);
        if (settled == null) {
            return null;
        }
        String voidness = broker.voidness(partition, facts, settled.position());
        if (voidness != null) {
            log.warn(
                    "the stream is not the one that the ledger knows, and is read again from its beginning partition={}"
                            + " because=\"{}\"",
                    partition,
                    voidness);
            settled = settled.voided(facts.created(), facts.nowNanos());
            sink.place(partition, settled);
        } else if (facts.lastSequence() < settled.readUntil()) {
            log.warn(
                    "the stream has become shorter partition={} last-sequence={} was-read-until={}",
                    partition,
                    facts.lastSequence(),
                    settled.readUntil());
            settled = settled.shortened(facts.nowNanos());
            sink.place(partition, settled);
        }
        return settled;
    }

    private PartitionState first(StreamFacts facts, Placement placement) throws IOException, NotReadyException {
        long sequence = Math.max(placement.sequence(), facts.firstSequence() - 1);
        long time = settings.start() instanceof Start.New ? 0 : broker.timeOfNext(partition, sequence);
        return PartitionState.begun(
                StreamPosition.of(facts.created(), placement.sequence()),
                new Beginning(facts.created(), sequence, time == 0 ? facts.nowNanos() : time));
    }
}

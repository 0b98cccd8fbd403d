package io.tailrace.collector.intake;

import io.tailrace.collector.commit.DeliverySink;
import io.tailrace.collector.commit.StreamFacts;
import io.tailrace.collector.intake.Broker.Pull;
import io.tailrace.collector.intake.Broker.Standing;
import io.tailrace.collector.intake.Broker.StartedRun;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks, every few seconds, whether a run's stream and durable are what they were and deliver what they have. For the control
 * thread.
 */
final class RunWatch {

    private final PartitionKey partition;
    private final Broker broker;
    private final DeliverySink sink;
    private final StartedRun run;
    private final Pull pull;
    private final Stalls stalls;
    private StreamFacts lastLook;
    private PartitionState state;
    private @Nullable String formerStall;

    /**
     * Watches a run from its beginning.
     *
     * @param facts of the stream that it was begun in
     * @param state from where
     * @param formerStall why the run before was given up; it holds until something comes
     */
    RunWatch(
            Broker broker,
            DeliverySink sink,
            ConsumerSettings settings,
            StartedRun run,
            Pull pull,
            StreamFacts facts,
            PartitionState state,
            @Nullable String formerStall) {
        this.partition = run.run().partition();
        this.broker = broker;
        this.sink = sink;
        this.run = run;
        this.pull = pull;
        this.stalls = new Stalls(settings.lookEvery(), settings.ackWait());
        this.lastLook = facts;
        this.state = state;
        this.formerStall = formerStall;
    }

    /** How far the ledger was at the last look. */
    PartitionState state() {
        return state;
    }

    /**
     * Looks.
     *
     * @param facts of the stream as it is now
     * @return how the run is doing
     * @throws NotReadyException when it must not go on
     */
    PartitionStatus look(StreamFacts facts)
            throws IOException, NotReadyException, TimeoutException, InterruptedException {
        Standing standing = broker.standing(partition, run.name());
        if (!standing.isOwn()) {
            String whose = standing.foreign();
            throw new NotReadyException(whose == null ? "its consumer was made anew by somebody" : whose);
        }
        if (!lastLook.created().equals(facts.created()) || facts.lastSequence() < lastLook.lastSequence()) {
            throw new NotReadyException("its stream is not what it was");
        }
        // As of the look before: since the stream was asked, more may have been committed than it had then.
        String voidness = broker.voidness(partition, facts, state.position());
        if (voidness != null) {
            throw new NotReadyException("its stream is not what it was: " + voidness);
        }
        // What the look before saw as the stream's end: the durable's server may lag behind the stream's by less than
        // that.
        long nothingPendingUntil = standing.lag() == 0 ? lastLook.lastSequence() : 0;
        PartitionState now = sink.observe(partition, facts, nothingPendingUntil, standing.deliveredSequence());
        if (now == null) {
            throw new NotReadyException("it has no position");
        }
        state = now;
        lastLook = facts;
        String stall = stalls.look(
                standing, run.run(), pull.hasWaiting(), now.position().sequence());
        if (stall != null) {
            throw new StalledException(stall);
        }
        if ((standing.lag() == 0 && standing.ackPending() == 0) || run.run().deliveries() > 0) {
            formerStall = null;
        }
        return new PartitionStatus(
                partition,
                formerStall,
                standing.lag(),
                standing.ackPending(),
                headroomSeconds(facts, standing),
                Double.isNaN(facts.limits().fill()) ? null : facts.limits().fill());
    }

    private long headroomSeconds(StreamFacts facts, Standing standing) throws IOException, NotReadyException {
        long maxAge = facts.limits().maxAgeNanos();
        if (maxAge == 0) {
            return PartitionStatus.UNKNOWN;
        }
        boolean behind = standing.lag() > 0 || standing.ackPending() > 0;
        long oldest = behind ? broker.timeOfNext(partition, state.position().sequence()) : 0;
        long age = oldest == 0 ? 0 : facts.nowNanos() - oldest;
        return Duration.ofNanos(Math.max(0, maxAge - age)).toSeconds();
    }

    /** Nothing comes although there is something. */
    static final class StalledException extends NotReadyException {

        private static final long serialVersionUID = 1L;

        StalledException(String stall) {
            super(stall);
        }
    }
}

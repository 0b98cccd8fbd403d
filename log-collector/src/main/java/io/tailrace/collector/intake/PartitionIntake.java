package io.tailrace.collector.intake;

import io.tailrace.collector.commit.DeliverySink;
import io.tailrace.collector.intake.Broker.Pull;
import io.tailrace.collector.intake.Broker.StartedRun;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one partition being read: begins a run, pulls, has it watched, and begins again when it breaks. Confined to the
 * control thread, but for its status.
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
    private final RunStart starts;

    private @Nullable StartedRun run;
    private @Nullable Pull pull;
    private @Nullable RunWatch watch;
    private @Nullable String stall;
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
        this.starts = new RunStart(partition, broker, sink, settings);
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

    private void begin() throws IOException, NotReadyException, TimeoutException, InterruptedException {
        RunStart.Begun begun = starts.begin(runNames.get());
        Pull begunPull = broker.pull(begun.run());
        run = begun.run();
        pull = begunPull;
        watch = new RunWatch(broker, sink, settings, begun.run(), begunPull, begun.facts(), begun.state(), stall);
        state = begun.state();
        status = PartitionStatus.reading(partition, stall);
    }

    /** Ends the run, whatever of it is still on its way, and has the next one begin at once. */
    void end() {
        StartedRun current = run;
        if (current != null) {
            current.run().end();
        }
        cease();
        run = null;
        watch = null;
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

    /** Looks whether the run may go on. An unanswered look is a bad one. */
    void look(StreamLook streams) throws InterruptedException {
        StartedRun current = run;
        RunWatch watching = watch;
        if (current == null || watching == null || current.run().isOver()) {
            return;
        }
        try {
            PartitionStatus seen = watching.look(streams.facts(partition));
            status = seen;
            state = watching.state();
            stall = seen.waitingFor();
        } catch (RunWatch.StalledException e) {
            stall = e.waitingFor();
            give(current, e.waitingFor());
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

    private void give(StartedRun current, String reason) {
        log.debug("a run is over partition={} because=\"{}\"", partition, reason);
        status = PartitionStatus.waiting(partition, reason);
        current.run().end();
    }
}

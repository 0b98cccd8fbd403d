package io.tailrace.collector.intake;

import io.nats.client.Connection;
import io.nats.client.JetStreamOptions;
import io.tailrace.collector.commit.DeliverySink;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All partitions of this collector, and the one control thread that tends them: a handful of requests a second to the
 * broker, and no bytes.
 */
public final class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final long TEND_MILLIS = 500;
    private static final long STOP_SECONDS = 10;

    private final List<PartitionIntake> partitions;
    private final Broker broker;
    private final Duration lookEvery;
    private final WaitingLog waitingLog = new WaitingLog();
    private final ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "collector-control");
        thread.setDaemon(true);
        return thread;
    });

    Intake(
            List<PartitionKey> partitions,
            Broker broker,
            DeliverySink sink,
            ConsumerSettings settings,
            Supplier<String> runNames) {
        this.partitions = partitions.stream()
                .map(partition -> new PartitionIntake(partition, broker, sink, settings, runNames, System::nanoTime))
                .toList();
        this.broker = broker;
        this.lookEvery = settings.lookEvery();
    }

    /**
     * An intake from NATS.
     *
     * @param partitions those of this collector
     * @param connections the connection as it is now, null while there is none
     * @param options how JetStream is reached
     * @param settings of the durables
     * @param owner whose the durables are to be
     * @param sink takes the deliveries
     */
    public static Intake of(
            List<PartitionKey> partitions,
            Supplier<@Nullable Connection> connections,
            JetStreamOptions options,
            ConsumerSettings settings,
            Owner owner,
            DeliverySink sink) {
        AtomicLong runs = new AtomicLong();
        return new Intake(
                partitions,
                new NatsBroker(connections, options, settings, owner, sink, partitions.size()),
                sink,
                settings,
                () -> owner.run(runs.incrementAndGet()));
    }

    public void start() {
        var unused = control.scheduleWithFixedDelay(guarded(this::tendAll), 0, TEND_MILLIS, TimeUnit.MILLISECONDS);
        unused = control.scheduleWithFixedDelay(
                guarded(this::lookAtAll), lookEvery.toMillis(), lookEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** There is a connection, the first or another one. What was on its way is lost, so each partition begins anew. */
    public void connected() {
        control.execute(guarded(() -> {
            partitions.forEach(PartitionIntake::end);
            tendAll();
        }));
    }

    /** Ceases to pull. What was delivered may still be committed and acknowledged. */
    public void stop() throws InterruptedException {
        control.shutdownNow();
        if (!control.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            log.warn("the intake does not stop in time");
        }
        partitions.forEach(PartitionIntake::cease);
    }

    /** How each partition is doing. For any thread. */
    public List<PartitionStatus> status() {
        return partitions.stream().map(PartitionIntake::status).toList();
    }

    /** How far the ledger was in each partition at the last look. For any thread. */
    public Map<PartitionKey, PartitionState> states() {
        Map<PartitionKey, PartitionState> states = new HashMap<>();
        for (PartitionIntake partition : partitions) {
            PartitionState state = partition.state();
            if (state != null) {
                states.put(partition.partition(), state);
            }
        }
        return states;
    }

    private void tendAll() throws InterruptedException {
        for (PartitionIntake partition : partitions) {
            partition.tend();
        }
        waitingLog.note(status());
    }

    private void lookAtAll() throws InterruptedException {
        StreamLook look = new StreamLook(broker);
        for (PartitionIntake partition : partitions) {
            partition.look(look);
        }
        waitingLog.note(status());
    }

    /** A task that throws would never be run again. */
    private static Runnable guarded(Tending task) {
        return () -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.error("tending the partitions failed and is tried again", e);
            }
        };
    }

    private interface Tending {
        void run() throws InterruptedException;
    }
}

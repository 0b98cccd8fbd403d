package io.tailrace.collector.intake;

import io.nats.client.Connection;
import io.nats.client.JetStreamOptions;
import io.tailrace.collector.commit.DeliverySink;
import io.tailrace.collector.ledger.PartitionKey;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private static final long LOOK_MILLIS = 5_000;
    private static final long STOP_SECONDS = 10;

    private final List<PartitionIntake> partitions;
    private final WaitingLog waitingLog = new WaitingLog();
    private final ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "collector-control");
        thread.setDaemon(true);
        return thread;
    });

    Intake(List<PartitionKey> partitions, Broker broker, DeliverySink sink) {
        this.partitions = partitions.stream()
                .map(partition -> new PartitionIntake(partition, broker, sink))
                .toList();
    }

    /**
     * An intake from NATS.
     *
     * @param partitions those of this collector
     * @param connections the connection as it is now, null while there is none
     * @param options how JetStream is reached
     * @param settings of the durables
     * @param sink takes the deliveries
     */
    public static Intake of(
            List<PartitionKey> partitions,
            Supplier<@Nullable Connection> connections,
            JetStreamOptions options,
            ConsumerSettings settings,
            DeliverySink sink) {
        return new Intake(partitions, new NatsBroker(connections, options, settings, sink, partitions.size()), sink);
    }

    public void start() {
        var unused = control.scheduleWithFixedDelay(guarded(this::tendAll), 0, TEND_MILLIS, TimeUnit.MILLISECONDS);
        unused = control.scheduleWithFixedDelay(
                guarded(this::lookAtAll), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** There is a connection, the first or another one. What was on its way is lost, so each partition begins anew. */
    public void connected() {
        control.execute(guarded(() -> {
            partitions.forEach(PartitionIntake::stop);
            tendAll();
        }));
    }

    /** Ceases to pull. */
    public void stop() throws InterruptedException {
        control.shutdownNow();
        if (!control.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            log.warn("the intake does not stop in time");
        }
        partitions.forEach(PartitionIntake::stop);
    }

    /** How each partition is doing. For any thread. */
    public List<PartitionStatus> status() {
        return partitions.stream().map(PartitionIntake::status).toList();
    }

    private void tendAll() throws InterruptedException {
        for (PartitionIntake partition : partitions) {
            partition.tend();
        }
        waitingLog.note(status());
    }

    private void lookAtAll() {
        partitions.forEach(PartitionIntake::look);
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

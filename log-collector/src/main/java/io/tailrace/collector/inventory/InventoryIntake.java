package io.tailrace.collector.inventory;

import io.nats.client.Connection;
import io.nats.client.JetStreamOptions;
import io.tailrace.collector.commit.Evidence;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.protocol.Inventory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the inventories watched, and hands each page that is new to the writer as evidence, as often as it takes for the
 * partition to be read as far.
 */
public final class InventoryIntake {

    private static final Logger log = LoggerFactory.getLogger(InventoryIntake.class);
    private static final long STOP_SECONDS = 10;

    private final Inventories inventories;
    private final InventoryWatch watch;
    private final UnownedPartitions unowned;
    private final Function<String, @Nullable PartitionKey> partitions;
    private final int partitionCount;
    private final EvidenceSink sink;
    private final Clock clock;
    private final Duration every;
    private final Map<String, Map<Integer, Long>> proved = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "collector-inventory");
        created.setDaemon(true);
        return created;
    });

    /**
     * An intake that is not started.
     *
     * @param bucket name of the key-value bucket
     * @param inventories where what is read is kept
     * @param unowned tended besides
     * @param partitions the partition of a host, null where it is none of this collector's
     * @param partitionCount number of partitions of the whole fleet
     * @param sink takes the evidence
     * @param connections the connection as it is now, null while there is none
     * @param options how JetStream is reached
     * @param every how often it is looked whether there is something to do
     */
    public InventoryIntake(
            String bucket,
            Inventories inventories,
            UnownedPartitions unowned,
            Function<String, @Nullable PartitionKey> partitions,
            int partitionCount,
            EvidenceSink sink,
            Supplier<@Nullable Connection> connections,
            JetStreamOptions options,
            Clock clock,
            Duration every) {
        this.inventories = inventories;
        this.watch = new InventoryWatch(bucket, inventories, connections, options, System::nanoTime);
        this.unowned = unowned;
        this.partitions = partitions;
        this.partitionCount = partitionCount;
        this.sink = sink;
        this.clock = clock;
        this.every = every;
    }

    public void start() {
        var unused = thread.scheduleWithFixedDelay(this::tend, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            log.debug("the reading of inventories does not stop in time");
        }
        watch.stop();
    }

    private void tend() {
        try {
            watch.tend();
            unowned.tend();
            for (HostInventory host : inventories.own()) {
                prove(host);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | TimeoutException e) {
            log.debug("evidence waits for the writer", e);
        } catch (RuntimeException e) {
            log.error("reading the inventories failed and is tried again", e);
        }
    }

    private void prove(HostInventory host) throws IOException, TimeoutException, InterruptedException {
        PartitionKey partition = partitions.apply(host.host());
        Inventory.Summary summary = host.summary();
        if (partition == null || summary == null || summary.partitions() != partitionCount) {
            return; // Counted otherwise, its messages are in another partition, of whose reading this one's says
            // nothing.
        }
        Map<Integer, Long> known = proved.computeIfAbsent(host.host(), none -> new HashMap<>());
        for (Map.Entry<Integer, InventoryPage> entry : host.current().entrySet()) {
            InventoryPage page = entry.getValue();
            StreamPosition position = page.position();
            boolean isNew = known.getOrDefault(entry.getKey(), 0L) != page.revision();
            if (isNew && position != null) {
                Evidence evidence =
                        new Evidence(partition, host.host(), position, host.isSilent(clock.instant()), page.sources());
                if (sink.prove(evidence)) {
                    known.put(entry.getKey(), page.revision());
                }
            }
        }
    }

    /** Takes evidence. */
    @FunctionalInterface
    public interface EvidenceSink {

        /** Takes what is proved; returns false when it is too early for that. */
        boolean prove(Evidence evidence) throws IOException, TimeoutException, InterruptedException;
    }
}

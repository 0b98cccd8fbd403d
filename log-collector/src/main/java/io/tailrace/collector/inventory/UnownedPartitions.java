package io.tailrace.collector.inventory;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.ConsumerInfo;
import io.tailrace.protocol.Inventory;
import io.tailrace.protocol.Partitioning;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, every minute, for hosts whose partition no collector reads. All that can be known of another collector is its durable,
 * if that has the same name as this one's: whether it is there, and whether anybody pulls from it. For one thread, but for
 * what was found.
 */
public final class UnownedPartitions {

    private static final Logger log = LoggerFactory.getLogger(UnownedPartitions.class);
    private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);
    private static final int CONSUMER_NOT_FOUND = 10014;

    private final Inventories inventories;
    private final Partitioning partitioning;
    private final IntPredicate isOwn;
    private final IntFunction<String> streams;
    private final IntFunction<String> durables;
    private final Supplier<@Nullable Connection> connections;
    private final JetStreamOptions options;
    private final LongSupplier nanoTime;

    private volatile List<UnownedHost> hosts = List.of();
    private long lookedAt;
    private boolean looked;

    /**
     * Nothing is looked at before {@link #tend}.
     *
     * @param isOwn whether a partition is this collector's
     * @param streams the stream of a partition
     * @param durables the durable of a partition
     */
    public UnownedPartitions(
            Inventories inventories,
            Partitioning partitioning,
            IntPredicate isOwn,
            IntFunction<String> streams,
            IntFunction<String> durables,
            Supplier<@Nullable Connection> connections,
            JetStreamOptions options,
            LongSupplier nanoTime) {
        this.inventories = inventories;
        this.partitioning = partitioning;
        this.isOwn = isOwn;
        this.streams = streams;
        this.durables = durables;
        this.connections = connections;
        this.options = options;
        this.nanoTime = nanoTime;
    }

    /** The hosts that nobody reads, as of the last look. For any thread. */
    public List<UnownedHost> hosts() {
        return hosts;
    }

    void tend() {
        Connection connection = connections.get();
        long now = nanoTime.getAsLong();
        if (connection == null
                || connection.getStatus() != Connection.Status.CONNECTED
                || (looked && now - lookedAt < EVERY_NANOS)) {
            return;
        }
        List<HostInventory> all = new ArrayList<>(inventories.own());
        all.addAll(inventories.others());
        looked = !all.isEmpty();
        lookedAt = now;
        try {
            hosts = look(connection.jetStreamManagement(options), all);
        } catch (IOException e) {
            log.debug("who reads other partitions is unknown", e);
        }
    }

    private List<UnownedHost> look(JetStreamManagement management, List<HostInventory> all) throws IOException {
        Map<Integer, String> problems = new HashMap<>();
        List<UnownedHost> unowned = new ArrayList<>();
        for (HostInventory inventory : all) {
            Inventory.Summary summary = inventory.summary();
            if (summary == null) {
                continue;
            }
            int counted = summary.partitions();
            if (counted != partitioning.count()) {
                int partition = counted < 1 ? 0 : new Partitioning(counted).of(inventory.host());
                unowned.add(new UnownedHost(
                        inventory.host(),
                        partition,
                        "its agent counts with " + counted + " partitions, this collector with "
                                + partitioning.count()));
                continue;
            }
            int partition = partitioning.of(inventory.host());
            if (!isOwn.test(partition)) {
                String problem = problems.get(partition);
                if (problem == null) {
                    problem = problem(management, partition);
                    problems.put(partition, problem);
                }
                if (!problem.isEmpty()) {
                    unowned.add(new UnownedHost(inventory.host(), partition, problem));
                }
            }
        }
        return List.copyOf(unowned);
    }

    /** Why nobody reads a partition, empty where somebody does. */
    private String problem(JetStreamManagement management, int partition) throws IOException {
        String durable = durables.apply(partition);
        try {
            ConsumerInfo info = management.getConsumerInfo(streams.apply(partition), durable);
            boolean isPulled = info.getNumWaiting() > 0
                    || (info.getDelivered().getLastActive() != null
                            && info.getTimestamp() != null
                            && info.getDelivered()
                                    .getLastActive()
                                    .plus(ABANDONED_AFTER)
                                    .isAfter(info.getTimestamp()));
            return isPulled ? "" : "nobody reads consumer " + durable;
        } catch (JetStreamApiException e) {
            return e.getApiErrorCode() == CONSUMER_NOT_FOUND
                    ? "there is no consumer " + durable
                    : "consumer " + durable + " can't be looked at: " + e.getErrorDescription();
        }
    }
}

package io.tailrace.collector.inventory;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.KeyValueOptions;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the bucket of inventories. Agents write every few seconds, so a watch that hears nothing for a minute is begun anew;
 * so is one that can't be begun. For one thread; the bucket's values come on another one of jnats'.
 */
final class InventoryWatch {

    private static final Logger log = LoggerFactory.getLogger(InventoryWatch.class);
    private static final long SILENT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int STREAM_NOT_FOUND = 10059;

    private final String bucket;
    private final Inventories inventories;
    private final Supplier<@Nullable Connection> connections;
    private final JetStreamOptions options;
    private final LongSupplier nanoTime;

    private @Nullable NatsKeyValueWatchSubscription subscription;
    private @Nullable Connection watched;
    private volatile long heardAt;
    private long retryAt;
    private boolean warned;

    InventoryWatch(
            String bucket,
            Inventories inventories,
            Supplier<@Nullable Connection> connections,
            JetStreamOptions options,
            LongSupplier nanoTime) {
        this.bucket = bucket;
        this.inventories = inventories;
        this.connections = connections;
        this.options = options;
        this.nanoTime = nanoTime;
        this.heardAt = nanoTime.getAsLong();
        this.retryAt = nanoTime.getAsLong();
    }

    /** Begins to watch if that is not done, or must be done anew. */
    void tend() throws InterruptedException {
        Connection connection = connections.get();
        if (connection == null || connection.getStatus() != Connection.Status.CONNECTED) {
            return;
        }
        long now = nanoTime.getAsLong();
        boolean alive = subscription != null && connection.equals(watched) && now - heardAt < SILENT_NANOS;
        if (alive || now - retryAt < 0) {
            return;
        }
        stop();
        retryAt = now + RETRY_NANOS;
        begin(connection);
    }

    void stop() {
        NatsKeyValueWatchSubscription running = subscription;
        subscription = null;
        if (running != null) {
            try {
                running.unsubscribe();
            } catch (IllegalStateException e) {
                log.debug("the watch ended with its connection", e);
            }
        }
    }

    private void begin(Connection connection) throws InterruptedException {
        heardAt = nanoTime.getAsLong();
        watched = connection;
        try {
            subscription = connection
                    .keyValue(bucket, KeyValueOptions.builder(options).build())
                    .watchAll(new Watcher());
            warned = false;
        } catch (JetStreamApiException e) {
            warn(inWords(e));
        } catch (IOException | IllegalStateException e) {
            warn(
                    e.getCause() instanceof JetStreamApiException refusal
                            ? inWords(refusal)
                            : e.getMessage() + "; may this user create consumers of stream KV_" + bucket + "?");
        }
    }

    private String inWords(JetStreamApiException refusal) {
        return refusal.getApiErrorCode() == STREAM_NOT_FOUND
                ? "bucket " + bucket + " does not exist; create it, or let stream-admin do so"
                : refusal.getErrorDescription();
    }

    private void warn(String problem) {
        if (!warned) {
            log.warn("the agents' inventories can't be read: what never came is not missed problem=\"{}\"", problem);
        }
        warned = true;
    }

    private final class Watcher implements KeyValueWatcher {

        @Override
        public void watch(KeyValueEntry entry) {
            heardAt = nanoTime.getAsLong();
            inventories.put(
                    entry.getKey(),
                    entry.getOperation() == KeyValueOperation.PUT ? entry.getValue() : null,
                    entry.getRevision(),
                    entry.getCreated().toInstant());
        }

        @Override
        public void endOfData() {
            heardAt = nanoTime.getAsLong();
        }
    }
}

package io.tailrace.agent.inventory;

import io.nats.client.Connection;
import io.nats.client.JetStreamOptions;
import io.tailrace.agent.shipping.ShippingView;
import io.tailrace.protocol.Inventory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the inventory every few seconds, on a thread of its own, {@code agent-inventory}: a small summary, and the pages that
 * changed. It is a help for others; when it can't be written the agent ships on.
 */
public final class InventoryWriter {

    private static final long STOP_SECONDS = 5;
    private static final long ANSWER_SECONDS = 20;

    /** Told on {@code agent-inventory}. */
    public interface Listener {

        /** The inventory was written. */
        void written();

        /** It can't be written, for this reason. Told each time that it is tried. */
        void unwritable(String why);

        /** Another agent writes it under the same host name. Told each time that this shows. */
        void otherAgent();

        /** Who publishes under this host's name as well, as far as it shows; null while nobody does. */
        @Nullable String otherInstance();
    }

    /** Asks the shipping thread. */
    public interface Shipping {

        /** Answers there; null while nothing is shipped. */
        <T> @Nullable CompletableFuture<T> ask(Function<ShippingView, T> question);
    }

    /**
     * Who writes.
     *
     * @param host its host
     * @param instance random id of this run
     * @param version of the agent
     * @param stream that it publishes to
     * @param partitions that it counts with
     */
    public record Author(String host, String instance, String version, String stream, int partitions) {}

    private final Author author;
    private final Shipping shipping;
    private final Bucket bucket;
    private final Duration interval;
    private final Clock clock;
    private final Listener listener;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Pages pages;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "agent-inventory");
        created.setDaemon(true);
        return created;
    });

    // The thread's own.
    private @Nullable Long revision;
    private boolean everything = true;

    /**
     * Over the service's shared connection.
     *
     * @param connections the connection as it is now, null while there is none
     * @param options how JetStream is reached
     * @param bucket the bucket's name
     * @param interval how often it is written
     */
    public static InventoryWriter of(
            Author author,
            Shipping shipping,
            Supplier<@Nullable Connection> connections,
            JetStreamOptions options,
            String bucket,
            Duration interval,
            Listener listener) {
        return new InventoryWriter(
                author, shipping, new NatsBucket(connections, options, bucket), interval, Clock.systemUTC(), listener);
    }

    InventoryWriter(
            Author author, Shipping shipping, Bucket bucket, Duration interval, Clock clock, Listener listener) {
        this.author = author;
        this.shipping = shipping;
        this.bucket = bucket;
        this.interval = interval;
        this.clock = clock;
        this.listener = listener;
        this.pages = new Pages(author.instance());
    }

    public void start() {
        var unused = thread.scheduleWithFixedDelay(this::write, 1_000, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Writes once more, and ends. */
    public void stop() throws InterruptedException {
        thread.execute(this::write);
        thread.shutdown();
        if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }

    private void write() {
        try {
            boolean all = everything;
            CompletableFuture<Draft> answer = shipping.ask(view -> pages.draft(view, all));
            if (answer == null) {
                return;
            }
            Draft draft = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            everything = true; // Until all of it is written.
            for (Map.Entry<Integer, Inventory.Page> page : draft.changed().entrySet()) {
                bucket.put(Inventory.key(author.host(), page.getKey()), json.writeValueAsBytes(page.getValue()));
            }
            everything = false;
            writeSummary(draft);
            listener.written();
        } catch (IOException | TimeoutException e) {
            listener.unwritable(String.valueOf(e.getMessage()));
        } catch (ExecutionException | RuntimeException e) {
            listener.unwritable(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeSummary(Draft draft) throws IOException, InterruptedException {
        String key = Inventory.key(author.host());
        Long known = revision;
        revision = null; // What becomes of a write that fails is not known.
        if (known == null) {
            revision = bucket.put(key, json.writeValueAsBytes(summary(draft)));
            return;
        }
        try {
            revision = bucket.update(key, json.writeValueAsBytes(summary(draft)), known);
        } catch (Bucket.ConflictException e) {
            everything = true;
            listener.otherAgent();
            revision = bucket.put(key, json.writeValueAsBytes(summary(draft)));
        }
    }

    private Inventory.Summary summary(Draft draft) {
        return new Inventory.Summary(
                author.host(),
                author.instance(),
                author.version(),
                author.stream(),
                author.partitions(),
                clock.instant().toString(),
                draft.pages(),
                draft.sources(),
                draft.sizeBytes(),
                draft.readBytes(),
                draft.ackedBytes(),
                draft.dropped().count(),
                draft.dropped().bytes(),
                listener.otherInstance());
    }
}

package io.tailrace.agent.publish;

import io.nats.client.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts core publishes as delivered once a flush behind them came back from the server: no promise that anybody has
 * them, but a checkpoint that does not run ahead of the socket. Flushes on a thread of its own, {@code agent-flush}.
 */
final class CoreFlusher {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Connection connection;
    private final Link.Outcomes outcomes;
    private final Queue<Outgoing> published = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "agent-flush"));

    CoreFlusher(Connection connection, Link.Outcomes outcomes) {
        this.connection = connection;
        this.outcomes = outcomes;
    }

    void published(Outgoing message) {
        published.add(message);
        if (asked.compareAndSet(false, true)) {
            thread.execute(this::flush);
        }
    }

    private void flush() {
        asked.set(false);
        List<Outgoing> before = new ArrayList<>();
        for (Outgoing message = published.poll(); message != null; message = published.poll()) {
            before.add(message);
        }
        try {
            connection.flush(TIMEOUT);
            before.forEach(message -> outcomes.flushed(message));
        } catch (TimeoutException | IllegalStateException e) {
            outcomes.lost("a flush failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        thread.shutdownNow();
    }
}

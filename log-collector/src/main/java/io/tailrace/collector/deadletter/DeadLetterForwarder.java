package io.tailrace.collector.deadletter;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.impl.NatsMessage;
import io.tailrace.collector.ledger.DeadLetterReader;
import io.tailrace.collector.ledger.DeadLetterReader.StoredDeadLetter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what the ledger keeps as dead letters to the dead-letter stream as well, from a thread of its own, until the
 * stream has acknowledged each. The ledger has them in any case.
 */
public final class DeadLetterForwarder {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterForwarder.class);
    private static final int AT_ONCE = 100;
    private static final long EVERY_SECONDS = 2;
    private static final long STOP_SECONDS = 5;

    private final String subject;
    private final DeadLetterReader ledger;
    private final Published published;
    private final Supplier<@Nullable Connection> connections;
    private final JetStreamOptions options;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "collector-dead-letters");
        created.setDaemon(true);
        return created;
    });
    private boolean failing;

    /**
     * @param subject where they are published
     * @param ledger where they are kept
     * @param published told which of them the stream has
     * @param connections the connection as it is now, null while there is none
     * @param options how JetStream is reached
     */
    public DeadLetterForwarder(
            String subject,
            DeadLetterReader ledger,
            Published published,
            Supplier<@Nullable Connection> connections,
            JetStreamOptions options) {
        this.subject = subject;
        this.ledger = ledger;
        this.published = published;
        this.connections = connections;
        this.options = options;
    }

    public void start() {
        var unused = thread.scheduleWithFixedDelay(this::forward, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    public void stop() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            log.debug("the forwarding of dead letters does not stop in time");
        }
    }

    private void forward() {
        Connection connection = connections.get();
        if (connection == null || connection.getStatus() != Connection.Status.CONNECTED) {
            return;
        }
        try {
            List<StoredDeadLetter> letters = ledger.unpublished(AT_ONCE);
            List<Long> done = new ArrayList<>();
            try {
                for (StoredDeadLetter stored : letters) {
                    publish(connection, stored);
                    done.add(stored.id());
                }
            } finally {
                if (!done.isEmpty()) {
                    published.markPublished(done);
                }
            }
            failing = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | JetStreamApiException | TimeoutException | RuntimeException e) {
            if (!failing) {
                log.warn(
                        "dead letters are kept in the ledger only for now; is there a stream for subject={} problem={}",
                        subject,
                        e.getMessage());
            }
            failing = true;
        }
    }

    private void publish(Connection connection, StoredDeadLetter stored) throws IOException, JetStreamApiException {
        NatsMessage whole = DeadLetterMessage.of(subject, stored.letter(), true);
        boolean fits = stored.isWhole()
                && stored.letter().payload().length + whole.getHeaders().serializedLength()
                        <= connection.getMaxPayload();
        connection.jetStream(options).publish(fits ? whole : DeadLetterMessage.of(subject, stored.letter(), false));
    }

    /** Told which dead letters the stream has. */
    @FunctionalInterface
    public interface Published {
        void markPublished(List<Long> ids) throws IOException, TimeoutException, InterruptedException;
    }
}

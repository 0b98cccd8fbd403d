package io.tailrace.nats;

import io.nats.client.Connection;
import io.nats.client.Message;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out at each connect whether there is a JetStream at all. A server without one may have neighbours with one, so
 * what it says of itself is only a reason to ask.
 */
final class JetStreamCheck implements Consumer<Connection> {

    private static final Logger log = LoggerFactory.getLogger(JetStreamCheck.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int NO_RESPONDERS = 503;

    private final String apiSubject;
    private volatile @Nullable String problem;

    /**
     * @param stream a stream that this service may ask for, whether it exists or not
     * @param domain the JetStream's domain, null for the server's own
     */
    JetStreamCheck(String stream, @Nullable String domain) {
        this.apiSubject = (domain == null ? "$JS.API" : "$JS." + domain + ".API") + ".STREAM.INFO." + stream;
    }

    @Override
    public void accept(Connection connection) {
        boolean off = !connection.getServerInfo().isJetStreamAvailable() && nobodyAnswers(connection);
        problem = off
                ? "JetStream is off at %s; start nats-server with -js or a jetstream block"
                        .formatted(connection.getConnectedUrl())
                : null;
        if (off) {
            log.warn("{}", problem);
        }
    }

    /** What is wrong, null if nothing is known to be. */
    @Nullable String problem() {
        return problem;
    }

    private boolean nobodyAnswers(Connection connection) {
        try {
            @Nullable Message answer = connection.request(apiSubject, null, TIMEOUT);
            return answer == null
                    || (answer.isStatusMessage() && answer.getStatus().getCode() == NO_RESPONDERS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package io.tailrace.collector.ack;

import io.nats.client.Connection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes {@code +ACK} to the messages' reply subjects (nats-architecture-and-design, ADR-15). */
public final class NatsAcknowledger implements Acknowledger {

    private static final Logger log = LoggerFactory.getLogger(NatsAcknowledger.class);
    private static final byte[] ACK = "+ACK".getBytes(StandardCharsets.US_ASCII);

    private final Supplier<@Nullable Connection> connections;

    /** @param connections the connection as it is now, null while there is none */
    public NatsAcknowledger(Supplier<@Nullable Connection> connections) {
        this.connections = connections;
    }

    @Override
    public void acknowledge(List<String> replySubjects) {
        Connection connection = connections.get();
        if (connection == null || replySubjects.isEmpty()) {
            return;
        }
        try {
            for (String replySubject : replySubjects) {
                connection.publish(replySubject, ACK);
            }
        } catch (IllegalStateException e) {
            log.debug("acknowledgements were not sent count={} problem={}", replySubjects.size(), e.getMessage());
        }
    }
}

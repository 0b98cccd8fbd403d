package io.tailrace.agent.publish;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.LogHeaders;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A link over one NATS connection: JetStream publishes for acked sources, core publishes for the others. */
final class JetStreamLink implements Link {

    private static final int TOO_LARGE_FOR_STREAM = 10054;

    private final Connection connection;
    private final JetStream jetStream;
    private final StreamTerms terms;
    private final StreamLook look;
    private final ReadBack readBack;
    private final String subject;
    private final long maxMessageSize;
    private final Outcomes outcomes;
    private final CoreFlusher flusher;

    /**
     * @param look the stream as it was when the link was opened
     */
    JetStreamLink(
            Connection connection,
            JetStream jetStream,
            StreamTerms terms,
            StreamLook look,
            ReadBack readBack,
            Outcomes outcomes)
            throws LinkException {
        this.connection = connection;
        this.jetStream = jetStream;
        this.terms = terms;
        this.look = look;
        this.readBack = readBack;
        this.subject = terms.subject().toString();
        this.maxMessageSize = Math.min(connection.getMaxPayload(), look.maxMessageSize());
        this.outcomes = outcomes;
        this.flusher = new CoreFlusher(connection, outcomes);
    }

    @Override
    public void publish(Outgoing message) {
        Headers headers = new Headers();
        LogHeaders.write(message.message(), message.attempt(), headers::add);
        try {
            if (message.source().origin().delivery() == Delivery.FIRE_AND_FORGET) {
                connection.publish(subject, headers, message.payload());
                flusher.published(message);
            } else {
                CompletableFuture<PublishAck> unused = jetStream
                        .publishAsync(subject, headers, message.payload())
                        .whenComplete((ack, failure) -> settle(message, ack, failure));
            }
        } catch (IllegalArgumentException e) {
            // The server may have told jnats of a new max_payload since this link was opened.
            outcomes.tooLarge(message, "a message is larger than the server takes: " + e.getMessage());
        } catch (IllegalStateException e) {
            // Closed, or its queue is full because nothing goes out any more.
            outcomes.lost("the connection to NATS takes nothing: " + e.getMessage());
        }
    }

    private void settle(Outgoing message, @Nullable PublishAck ack, @Nullable Throwable failure) {
        if (ack != null) {
            settle(message, ack);
        } else if (failure != null) {
            JetStreamApiException refusal = refusal(failure);
            if (refusal != null && refusal.getApiErrorCode() == TOO_LARGE_FOR_STREAM) {
                outcomes.tooLarge(
                        message,
                        "stream " + terms.stream() + " refused a message of " + message.size()
                                + " bytes and its headers: " + refusal.getMessage());
            } else if (refusal != null) {
                outcomes.refused(message, "stream " + terms.stream() + " refused a message: " + refusal.getMessage());
            } else {
                outcomes.lost("a publish failed: " + rootOf(failure).getMessage());
            }
        }
    }

    private void settle(Outgoing message, PublishAck ack) {
        try {
            terms.checkStream(ack.getStream());
        } catch (LinkException e) {
            outcomes.lost(String.valueOf(e.getMessage())); // The next link is not opened while that is so.
            return;
        }
        if (ack.isDuplicate()) {
            outcomes.doubted(message, ack.getSeqno());
        } else {
            outcomes.acked(message, ack.getSeqno());
        }
    }

    @Override
    public Findings since(long sequence) throws LinkException, InterruptedException {
        return look.ask(() -> readBack.since(sequence));
    }

    @Override
    public void verify(long highest) throws LinkException, InterruptedException {
        look.again(highest);
    }

    private static @Nullable JetStreamApiException refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JetStreamApiException refusal) {
                return refusal;
            }
        }
        return null;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && (root instanceof CompletionException || root instanceof RuntimeException)) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public long maxMessageSize() {
        return maxMessageSize;
    }

    @Override
    public void close() {
        flusher.close();
        Connections.close(connection);
    }
}

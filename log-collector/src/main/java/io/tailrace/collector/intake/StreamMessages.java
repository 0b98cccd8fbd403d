package io.tailrace.collector.intake;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.MessageGetRequest;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Single messages of a stream, from the server that leads it ({@code STREAM.MSG.GET}): a replica that lags behind would give
 * wrong answers about what is there.
 */
final class StreamMessages {

    private static final int NO_MESSAGE_FOUND = 10037;

    private final Connection connection;
    private final String apiPrefix;
    private final Duration timeout;

    StreamMessages(Connection connection, String apiPrefix, Duration timeout) {
        this.connection = connection;
        this.apiPrefix = apiPrefix;
        this.timeout = timeout;
    }

    /** The message at a sequence; null where there is none. */
    @Nullable MessageInfo at(String stream, long sequence) throws IOException, JetStreamApiException {
        return ask(stream, MessageGetRequest.forSequence(sequence));
    }

    /** The first message at or behind a sequence on a subject, which may have wildcards; null where there is none. */
    @Nullable MessageInfo next(String stream, long sequence, String subject) throws IOException, JetStreamApiException {
        return ask(stream, MessageGetRequest.nextForSubject(sequence, subject));
    }

    /** The sequence of the first message at or behind a sequence on a subject; {@code Long.MAX_VALUE} where there is none. */
    CompletableFuture<Long> sequenceOfNext(String stream, long sequence, String subject) {
        return connection
                .requestWithTimeout(subject(stream), body(MessageGetRequest.nextForSubject(sequence, subject)), timeout)
                .thenApply(answer -> {
                    MessageInfo next = new MessageInfo(answer, stream, false);
                    if (next.hasError()) {
                        if (next.getApiErrorCode() == NO_MESSAGE_FOUND) {
                            return Long.MAX_VALUE;
                        }
                        throw new IllegalStateException(next.getError());
                    }
                    return next.getSeq();
                });
    }

    /** When a message was stored, nanoseconds since 1970. */
    static long nanos(ZonedDateTime time) {
        return time.toEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private @Nullable MessageInfo ask(String stream, MessageGetRequest request)
            throws IOException, JetStreamApiException {
        Message answer;
        try {
            answer = connection.request(subject(stream), body(request), timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading a message of stream " + stream, e);
        }
        if (answer == null) {
            throw new IOException("the server does not answer what stream " + stream
                    + " has at the ledger's position; may this user publish to " + subject(stream) + "?");
        }
        MessageInfo message = new MessageInfo(answer, stream, false);
        if (message.hasError()) {
            if (message.getApiErrorCode() == NO_MESSAGE_FOUND) {
                return null;
            }
            message.throwOnHasError();
        }
        return message;
    }

    private String subject(String stream) {
        return apiPrefix + "STREAM.MSG.GET." + stream;
    }

    private static byte[] body(MessageGetRequest request) {
        return request.toJson().getBytes(StandardCharsets.UTF_8);
    }
}

package io.tailrace.suite.proof;

import io.nats.client.Connection;
import io.nats.client.IterableConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.StreamContext;
import io.nats.client.api.OrderedConsumerConfiguration;
import io.nats.client.impl.Headers;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stream holds twice, read from the messages' own headers.
 *
 * @param messages how many messages carry bytes of a source
 * @param duplicatedMessages how many of them carry bytes that an earlier one has
 * @param duplicatedBytes how many bytes that is
 */
public record StreamAudit(long messages, long duplicatedMessages, long duplicatedBytes) {

    private static final Duration NEXT_MESSAGE_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Reads all headers of a stream.
     *
     * @param connection to the broker that has the stream
     * @param stream its name
     * @param subject which of its messages
     * @throws IOException when the broker stops answering
     */
    public static StreamAudit read(Connection connection, String stream, String subject)
            throws IOException, JetStreamApiException, InterruptedException {
        Map<String, List<Span>> spans = new HashMap<>();
        StreamContext context = connection.getStreamContext(stream);
        long last = context.getStreamInfo().getStreamState().getLastSequence();
        OrderedConsumerConfiguration headersOnly =
                new OrderedConsumerConfiguration().filterSubject(subject).headersOnly(true);
        IterableConsumer consumer = context.createOrderedConsumer(headersOnly).iterate();
        try {
            for (long sequence = 0; sequence < last; ) {
                Message message = consumer.nextMessage(NEXT_MESSAGE_TIMEOUT);
                if (message == null) {
                    throw new IOException(
                            "the stream %s ends at %d, and nothing came after %d".formatted(stream, last, sequence));
                }
                sequence = message.metaData().streamSequence();
                collect(message.getHeaders(), spans);
            }
        } catch (JetStreamStatusCheckedException e) {
            throw new IOException("the stream " + stream + " can't be read", e);
        } finally {
            consumer.stop();
        }
        return of(spans.values());
    }

    private static void collect(@Nullable Headers headers, Map<String, List<Span>> spans) {
        if (headers == null || headers.getFirst(LogHeaders.SPAN) == null || headers.containsKey(LogHeaders.SEAL)) {
            return;
        }
        spans.computeIfAbsent(headers.getFirst(LogHeaders.SOURCE), source -> new ArrayList<>())
                .add(Span.parse(headers.getFirst(LogHeaders.SPAN)));
    }

    static StreamAudit of(Iterable<List<Span>> spansBySource) {
        long messages = 0;
        long duplicatedMessages = 0;
        long duplicatedBytes = 0;
        for (List<Span> spans : spansBySource) {
            Collections.sort(spans);
            long covered = 0;
            for (Span span : spans) {
                long overlap = Math.min(span.end(), covered) - span.start();
                if (overlap > 0) {
                    duplicatedMessages++;
                    duplicatedBytes += overlap;
                }
                covered = Math.max(covered, span.end());
                messages++;
            }
        }
        return new StreamAudit(messages, duplicatedMessages, duplicatedBytes);
    }
}

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
import io.tailrace.suite.proof.Duplicate.Stored;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stream holds twice, and what it reports as lost, read from the messages' own headers.
 *
 * @param messages how many messages carry bytes of a source
 * @param duplicatedMessages how many of them carry bytes that another one has
 * @param duplicatedBytes how many bytes that is
 * @param reportedLost how many bytes seals say were lost before they could be read or stored
 * @param firstDuplicates the first few that repeat others, in the order of the stream
 */
public record StreamAudit(
        long messages,
        long duplicatedMessages,
        long duplicatedBytes,
        long reportedLost,
        List<Duplicate> firstDuplicates) {

    private static final Duration NEXT_MESSAGE_TIMEOUT = Duration.ofSeconds(10);
    private static final int FEW = 5;

    public StreamAudit {
        firstDuplicates = List.copyOf(firstDuplicates);
    }

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
        Map<String, List<Stored>> stored = new HashMap<>();
        long lost = 0;
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
                collect(message, stored);
                lost += lost(message);
            }
        } catch (JetStreamStatusCheckedException e) {
            throw new IOException("the stream " + stream + " can't be read", e);
        } finally {
            consumer.stop();
        }
        return of(stored, lost);
    }

    private static void collect(Message message, Map<String, List<Stored>> stored) {
        @Nullable Headers headers = message.getHeaders();
        if (headers == null || headers.getFirst(LogHeaders.SPAN) == null || headers.containsKey(LogHeaders.SEAL)) {
            return;
        }
        stored.computeIfAbsent(headers.getFirst(LogHeaders.SOURCE), source -> new ArrayList<>())
                .add(new Stored(
                        Span.parse(headers.getFirst(LogHeaders.SPAN)),
                        message.metaData().streamSequence(),
                        message.metaData().timestamp().toInstant()));
    }

    /** A seal says the same twice when it was sent twice; it still tells of each loss. */
    private static long lost(Message message) {
        @Nullable Headers headers = message.getHeaders();
        List<String> ranges = headers == null ? null : headers.get(LogHeaders.LOST);
        return ranges == null
                ? 0
                : ranges.stream().map(Span::parse).mapToLong(Span::length).sum();
    }

    private static StreamAudit of(Map<String, List<Stored>> storedBySource, long lost) {
        long messages = 0;
        long duplicatedBytes = 0;
        List<Duplicate> duplicates = new ArrayList<>();
        for (Map.Entry<String, List<Stored>> source : storedBySource.entrySet()) {
            List<Stored> stored = source.getValue();
            stored.sort(Comparator.comparing(Stored::span));
            Stored furthest = null;
            for (Stored next : stored) {
                messages++;
                long covered = furthest == null ? 0 : furthest.span().end();
                long overlap =
                        Math.min(next.span().end(), covered) - next.span().start();
                if (furthest != null && overlap > 0) {
                    duplicatedBytes += overlap;
                    duplicates.add(duplicate(source.getKey(), furthest, next));
                }
                furthest = next.span().end() > covered ? next : furthest;
            }
        }
        duplicates.sort(Comparator.comparing(duplicate -> duplicate.second().sequence()));
        return new StreamAudit(messages, duplicates.size(), duplicatedBytes, lost, firstFew(duplicates));
    }

    /** A message that repeats many is shown once. */
    private static List<Duplicate> firstFew(List<Duplicate> duplicates) {
        Set<Long> shown = new HashSet<>();
        return duplicates.stream()
                .filter(duplicate -> shown.add(duplicate.second().sequence()))
                .limit(FEW)
                .toList();
    }

    private static Duplicate duplicate(String source, Stored one, Stored other) {
        return one.sequence() < other.sequence()
                ? new Duplicate(source, one, other)
                : new Duplicate(source, other, one);
    }
}

package io.tailrace.agent;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.impl.Headers;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.MalformedMessageException;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a stream holds, put together source by source from the spans that its messages say. */
final class StreamContents {

    /** One source as the stream has it; bytes that are there twice are put to the same place twice. */
    static final class Stored {

        final Origin origin;
        final String subject;
        final List<LogMessage.Content> messages = new ArrayList<>();

        @Nullable SealReason seal;

        private final TreeMap<Long, byte[]> pieces = new TreeMap<>();

        Stored(Origin origin, String subject) {
            this.origin = origin;
            this.subject = subject;
        }

        private void add(Span span, byte[] payload) {
            byte[] before = pieces.get(span.start());
            if (before == null || before.length < payload.length) {
                pieces.put(span.start(), payload);
            }
        }

        /** Its bytes from the first one shipped; fails where one is missing. */
        byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            long offset = origin.from();
            for (Map.Entry<Long, byte[]> piece : pieces.entrySet()) {
                if (piece.getKey() > offset) {
                    throw new AssertionError(origin.path() + ": " + new Span(offset, piece.getKey()) + " is missing");
                }
                int known = (int) (offset - piece.getKey());
                if (known < piece.getValue().length) {
                    bytes.write(piece.getValue(), known, piece.getValue().length - known);
                    offset += piece.getValue().length - known;
                }
            }
            return bytes.toByteArray();
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    final Map<SourceId, Stored> sources = new LinkedHashMap<>();

    /** Reads all that the stream LOGS holds now. */
    static StreamContents of(String server) throws IOException, InterruptedException {
        Connection connection = Nats.connect(server);
        try {
            StreamContents contents = new StreamContents();
            long count = connection
                    .jetStreamManagement()
                    .getStreamInfo("LOGS")
                    .getStreamState()
                    .getMsgCount();
            JetStreamSubscription subscription = connection
                    .jetStream()
                    .subscribe(
                            "logs.>",
                            PushSubscribeOptions.builder().ordered(true).stream("LOGS")
                                    .build());
            for (long i = 0; i < count; i++) {
                Message message = subscription.nextMessage(Duration.ofSeconds(10));
                if (message == null) {
                    throw new AssertionError("only " + i + " of " + count + " messages could be read back");
                }
                contents.add(message);
            }
            return contents;
        } catch (JetStreamApiException | MalformedMessageException e) {
            throw new IOException(e);
        } finally {
            connection.close();
        }
    }

    /** The sources of a path in the order of their first message. */
    List<Stored> of(Path path) {
        return sources.values().stream()
                .filter(source -> source.origin.path().equals(path.toString()))
                .toList();
    }

    private void add(Message message) throws MalformedMessageException {
        Headers headers = message.getHeaders();
        LogMessage read = LogHeaders.read(
                new LogHeaders.Source() {
                    @Override
                    public List<String> values(String name) {
                        List<String> values = headers == null ? null : headers.get(name);
                        return values == null ? List.of() : values;
                    }

                    @Override
                    public Iterable<String> names() {
                        return headers == null ? List.of() : headers.keySet();
                    }
                },
                message.getData().length);
        if (read instanceof LogMessage.Content content) {
            Stored source = stored(content.origin(), message.getSubject());
            source.messages.add(content);
            source.add(content.span(), message.getData());
        } else if (read instanceof LogMessage.Seal seal) {
            stored(seal.origin(), message.getSubject()).seal = seal.reason();
        }
    }

    private Stored stored(Origin origin, String subject) {
        return sources.computeIfAbsent(origin.source(), id -> new Stored(origin, subject));
    }

    /** Payload bytes in the stream beyond the sources' own. */
    long duplicateBytes() {
        return sources.values().stream()
                .mapToLong(source -> source.messages.stream()
                                .mapToLong(message -> message.span().length())
                                .sum()
                        - source.bytes().length)
                .sum();
    }
}

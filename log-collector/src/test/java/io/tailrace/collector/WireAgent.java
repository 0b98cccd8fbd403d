package io.tailrace.collector;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.tailrace.protocol.ArchiveNames;
import io.tailrace.protocol.Checksum;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.HostToken;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Inventory;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.Partitioning;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import io.tailrace.protocol.Subject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A small agent that speaks the wire and writes its inventory, of files that are in memory. */
final class WireAgent {

    static final String BUCKET = "LOG_AGENTS";

    final String host;
    final List<File> files = new ArrayList<>();
    private final Connection connection;
    private final Partitioning partitioning;
    private final Random random;
    private final String instance;
    private String created = "";
    private long highest;
    private long epoch;

    WireAgent(Connection connection, Partitioning partitioning, String host, Random random) {
        this.connection = connection;
        this.partitioning = partitioning;
        this.host = host;
        this.random = random;
        this.instance = Long.toHexString(random.nextLong());
    }

    int partition() {
        return partitioning.of(host);
    }

    String subject() {
        return Subject.of("logs", partitioning, host).toString();
    }

    File open(String path) {
        return open(path, Delivery.ACKED);
    }

    File open(String path, Delivery delivery) {
        File file = new File(new Origin(SourceId.mint(Clock.systemUTC(), random), path, "test", delivery, 0, Map.of()));
        files.add(file);
        return file;
    }

    /** Publishes a barrier, as an agent does when it resumes. */
    void barrier() throws IOException, JetStreamApiException {
        publish(new LogMessage.Barrier(instance, epoch++), new byte[0]);
    }

    /** Looks which stream is there; what was acknowledged in another one counts for nothing there. */
    void resume() throws IOException, JetStreamApiException {
        String now = connection
                .jetStreamManagement()
                .getStreamInfo("LOGS")
                .getCreateTime()
                .toInstant()
                .toString();
        if (!now.equals(created)) {
            created = now;
            highest = 0;
            files.forEach(file -> {
                file.firstSequence = 0;
                file.lastSequence = 0;
            });
        }
        barrier();
    }

    /** Writes what it has, as agents do every few seconds. */
    void writeInventory() throws IOException, JetStreamApiException {
        List<Inventory.Source> listed = files.stream().map(File::listed).toList();
        put(HostToken.of(host) + ".0", new Inventory.Page(instance, new Inventory.Position(created, highest), listed));
        put(
                HostToken.of(host),
                new Inventory.Summary(
                        host,
                        instance,
                        "test",
                        "LOGS",
                        partitioning.count(),
                        Instant.now().toString(),
                        1,
                        listed.size(),
                        listed.stream().mapToLong(Inventory.Source::size).sum(),
                        listed.stream().mapToLong(Inventory.Source::read).sum(),
                        listed.stream().mapToLong(Inventory.Source::acked).sum(),
                        0,
                        0,
                        null));
    }

    private void put(String key, Object value) throws IOException, JetStreamApiException {
        connection.keyValue(BUCKET).put(key, JsonMapper.shared().writeValueAsBytes(value));
    }

    private PublishAck publish(LogMessage message, byte[] payload) throws IOException, JetStreamApiException {
        Headers headers = new Headers();
        LogHeaders.write(message, (name, value) -> headers.add(name, value));
        headers.remove(LogHeaders.MESSAGE_ID);
        PublishAck ack = connection
                .jetStream()
                .publish(NatsMessage.builder()
                        .subject(subject())
                        .headers(headers)
                        .data(payload)
                        .build());
        highest = Math.max(highest, ack.getSeqno());
        return ack;
    }

    /** A file and what of it was sent. */
    final class File {

        final Origin origin;
        final Intervals acked = new Intervals();
        byte[] bytes = new byte[0];
        private long firstSequence;
        private long lastSequence;
        Inventory.@Nullable Seal seal;

        private File(Origin origin) {
            this.origin = origin;
        }

        /** Where the archive has it. */
        String archived() {
            return ArchiveNames.host(host) + "/" + ArchiveNames.directory(origin.path()) + "/"
                    + ArchiveNames.file(origin.source());
        }

        /** Writes some bytes more. */
        Span write(int length) {
            int start = bytes.length;
            byte[] more = new byte[length];
            random.nextBytes(more);
            bytes = Arrays.copyOf(bytes, start + length);
            System.arraycopy(more, 0, bytes, start, length);
            return new Span(start, bytes.length);
        }

        /** Sends a span, and has it acknowledged; returns its sequence. */
        long send(Span span) throws IOException, JetStreamApiException {
            return send(span, false);
        }

        /** Sends a span whose payload is not what its checksum says. */
        long sendDamaged(Span span) throws IOException, JetStreamApiException {
            return send(span, true);
        }

        private long send(Span span, boolean isDamaged) throws IOException, JetStreamApiException {
            byte[] payload = Arrays.copyOfRange(bytes, (int) span.start(), (int) span.end());
            LogMessage.Content content = new LogMessage.Content(
                    origin,
                    span,
                    OptionalLong.of(acked.endOfRangeAt(0)),
                    LinePart.WHOLE,
                    System.currentTimeMillis() * 1000,
                    OptionalInt.of(Checksum.of(payload)));
            if (isDamaged) {
                payload[0]++;
            }
            return note(publish(content, payload), span);
        }

        private long note(PublishAck ack, Span span) {
            acked.add(span);
            firstSequence = firstSequence == 0 ? ack.getSeqno() : firstSequence;
            lastSequence = ack.getSeqno();
            return ack.getSeqno();
        }

        /** Ends it; what was not acknowledged is lost. */
        void seal() throws IOException, JetStreamApiException {
            List<Span> lost = acked.missing(new Span(0, bytes.length));
            note(
                    publish(new LogMessage.Seal(origin, bytes.length, SealReason.DELETED, lost), new byte[0]),
                    new Span(0, 0));
            seal = new Inventory.Seal(
                    "deleted", bytes.length, lost.stream().map(Span::toString).toList());
        }

        private Inventory.Source listed() {
            return new Inventory.Source(
                    origin.source().toString(),
                    origin.path(),
                    origin.input(),
                    origin.delivery() == Delivery.ACKED ? "acked" : "fire-and-forget",
                    origin.from(),
                    bytes.length,
                    bytes.length,
                    acked.endOfRangeAt(0),
                    firstSequence,
                    lastSequence,
                    seal);
        }
    }
}

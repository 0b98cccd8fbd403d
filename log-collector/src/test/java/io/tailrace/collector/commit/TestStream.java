package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.protocol.ArchiveNames;
import io.tailrace.protocol.Checksum;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import io.tailrace.testing.disk.ForgetfulDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A stream of one host, and what its archive has to be: a file that is rotated, another one whose bytes come in no order, lines
 * without a span, and a message that is damaged. It has no message any more that was acknowledged.
 */
final class TestStream {

    static final PartitionKey P1 = new PartitionKey("LOGS", 1);
    static final String CREATED = "c";
    static final String HOST = "my.host";
    static final String PLAIN = "my.host/_plain/20261123.p1.log";
    static final String CURRENT = "my.host/var/a.log/current";

    private static final Instant FIRST = Instant.parse("2026-11-23T07:00:00Z");

    private final Random random = new Random(1);
    private final Map<SourceId, byte[]> contents = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final SourceId rotated = source(FIRST, 12_000);
    private final SourceId successor = source(FIRST.plusSeconds(3600), 6_000);
    private volatile long acked;

    /**
     * A message.
     *
     * @param file where its bytes belong
     * @param at at which offset
     * @param archived what of the file is the payload, or the payload and a line end; nothing for what is none of the archive's
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    private record Message(Map<String, List<String>> headers, byte[] payload, String file, int at, byte[] archived) {}

    TestStream() {
        SourceId other = source(FIRST.plusSeconds(60), 400);
        content("/var/a.log", rotated, 0, 5_000);
        content("/var/a.log", rotated, 5_000, 9_000);
        content("/var/b/b.log", other, 0, 100);
        plain("one\n", 0);

        content("/var/b/b.log", other, 200, 300);
        content("/var/a.log", rotated, 9_000, 12_000);
        content("/var/b/b.log", other, 100, 200);
        damaged("/var/b/b.log", other, 300, 400);

        seal("/var/a.log", rotated, 12_000);
        content("/var/a.log", successor, 0, 5_000);
        content("/var/b/b.log", other, 300, 400);
        plain("two", 4);

        content("/var/a.log", successor, 5_000, 6_000);
        content("/var/a.log", rotated, 0, 5_000);
        plain("three\n", 8);
        plain("four\n", 14);
    }

    private SourceId source(Instant firstSeen, int length) {
        SourceId id = SourceId.mint(Clock.fixed(firstSeen, ZoneOffset.UTC), random);
        byte[] content = new byte[length];
        random.nextBytes(content);
        contents.put(id, content);
        return id;
    }

    private byte[] contentOf(SourceId source) {
        byte[] content = contents.get(source);
        if (content == null) {
            throw new AssertionError(source + " is none of this stream");
        }
        return content;
    }

    private static Origin origin(String path, SourceId source) {
        return new Origin(source, path, "test", io.tailrace.protocol.Delivery.ACKED, 0, Map.of());
    }

    private static String file(String path, SourceId source) {
        return ArchiveNames.host(HOST) + "/" + ArchiveNames.directory(path) + "/" + ArchiveNames.file(source);
    }

    private void content(String path, SourceId source, int start, int end) {
        byte[] payload = Arrays.copyOfRange(contentOf(source), start, end);
        add(content(path, source, start, end, Checksum.of(payload)), payload, file(path, source), start, payload);
    }

    private void damaged(String path, SourceId source, int start, int end) {
        byte[] payload = new byte[end - start];
        add(content(path, source, start, end, 1), payload, file(path, source), start, new byte[0]);
    }

    private static LogMessage content(String path, SourceId source, int start, int end, int crc) {
        return new LogMessage.Content(
                origin(path, source),
                new Span(start, end),
                OptionalLong.of(0),
                LinePart.WHOLE,
                FIRST.toEpochMilli() * 1000,
                OptionalInt.of(crc));
    }

    private void seal(String path, SourceId source, long length) {
        LogMessage seal = new LogMessage.Seal(origin(path, source), length, SealReason.ROTATED, List.of());
        add(seal, new byte[0], file(path, source), 0, new byte[0]);
    }

    private void plain(String text, int at) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] line = (text.strip() + "\n").getBytes(StandardCharsets.UTF_8);
        add(new LogMessage.Plain(), payload, PLAIN, at, line);
    }

    private void add(LogMessage message, byte[] payload, String file, int at, byte[] archived) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        LogHeaders.write(
                message,
                (name, value) ->
                        headers.computeIfAbsent(name, none -> new ArrayList<>()).add(value));
        messages.add(new Message(headers, payload, file, at, archived));
    }

    long last() {
        return messages.size();
    }

    /** Forgets messages. */
    void ack(long sequence) {
        acked = Math.max(acked, sequence);
    }

    /** It has all of its messages again. */
    void remember() {
        acked = 0;
    }

    long acked() {
        return acked;
    }

    /** A message, null where it is not there any more. */
    @Nullable Delivery delivery(Run run, long sequence) {
        if (sequence <= acked) {
            return null;
        }
        Message message = messages.get((int) sequence - 1);
        return new Delivery(
                run,
                sequence,
                FIRST.getEpochSecond() * 1_000_000_000L + sequence,
                "logs.p1.my.host",
                new Headers(message.headers()),
                message.payload(),
                Long.toString(sequence));
    }

    /** The name of the newest of the archive files that there are several of. */
    String newest() {
        return ArchiveNames.file(successor);
    }

    /** What a disk lacks of the messages up to one. */
    List<String> missing(ForgetfulDisk disk, long upTo) throws IOException {
        List<String> missing = new ArrayList<>();
        for (Message message : messages.subList(0, (int) upTo)) {
            byte[] there = disk.isFile(message.file()) ? disk.read(message.file()) : new byte[0];
            int end = message.at() + message.archived().length;
            if (there.length < end
                    || !Arrays.equals(Arrays.copyOfRange(there, message.at(), end), message.archived())) {
                missing.add(message.file() + " lacks " + message.at() + "-" + end);
            }
        }
        return missing;
    }

    /** What a disk has that is longer than it should be. */
    List<String> excess(ForgetfulDisk disk) throws IOException {
        List<String> excess = new ArrayList<>();
        for (Message message : messages) {
            long length = messages.stream()
                    .filter(other -> other.file().equals(message.file()))
                    .mapToLong(other -> other.at() + other.archived().length)
                    .max()
                    .orElse(0);
            if (disk.size(message.file()) != length) {
                excess.add(message.file() + " has " + disk.size(message.file()) + " bytes, not " + length);
            }
        }
        return excess;
    }

    /** Whether a file has these bytes of a source. */
    boolean isIn(ForgetfulDisk disk, SourceId source, String file, Span range) throws IOException {
        if (!disk.isFile(file) || disk.size(file) < range.end()) {
            return false;
        }
        int start = (int) range.start();
        int end = (int) range.end();
        return Arrays.equals(
                Arrays.copyOfRange(disk.read(file), start, end), Arrays.copyOfRange(contentOf(source), start, end));
    }

    private record Headers(Map<String, List<String>> all) implements LogHeaders.Source {

        @Override
        public List<String> values(String name) {
            return all.getOrDefault(name, List.of());
        }

        @Override
        public Iterable<String> names() {
            return all.keySet();
        }
    }
}

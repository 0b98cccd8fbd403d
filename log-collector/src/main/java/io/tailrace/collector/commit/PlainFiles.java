package io.tailrace.collector.commit;

import io.tailrace.collector.archive.Archive;
import io.tailrace.collector.archive.UnarchivableException;
import io.tailrace.collector.ledger.Ledger;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.PlainMessage;
import io.tailrace.protocol.ArchiveNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Messages without a span, appended one behind the other to {@code <host>/_plain/<day>.p<partition>.log}. The day is the
 * stream's and not this machine's, so the names are the same whoever derives them. An append is written at the length
 * that the ledger knows: after a crash the same message goes to the same place. A message that doesn't end its line gets
 * a line feed, so that the lines of two messages can be told apart. Confined to the writer's thread.
 */
final class PlainFiles {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final byte LINE_FEED = '\n';
    private static final long KNOWN = -1;

    private final Archive archive;
    private final Ledger ledger;
    private final Map<String, Long> lengths = new HashMap<>();
    private final Map<PartitionKey, Long> highest = new HashMap<>();

    PlainFiles(Archive archive, Ledger ledger) {
        this.archive = archive;
        this.ledger = ledger;
    }

    /** Appends a message's lines; returns how many bytes the file grew, -1 where the message was appended before. */
    long append(String host, Delivery delivery, PartitionState state, Batch batch)
            throws IOException, UnarchivableException {
        PlainMessage message =
                new PlainMessage(delivery.run().partition(), delivery.sequence(), delivery.timestampNanos());
        if (delivery.timestampNanos() <= state.plainUntilNanos() || isKnown(message, batch)) {
            return KNOWN;
        }
        long micros = TimeUnit.NANOSECONDS.toMicros(delivery.timestampNanos());
        String file = ArchiveNames.host(host) + "/" + ArchiveNames.PLAIN + "/"
                + DAY.format(Instant.ofEpochSecond(TimeUnit.MICROSECONDS.toSeconds(micros)))
                + ".p" + delivery.run().partition().partition() + ".log";
        byte[] payload = delivery.payload();
        long length = length(file);
        long end = length + payload.length;
        archive.write(file, length, ByteBuffer.wrap(payload), micros);
        if (payload.length == 0 || payload[payload.length - 1] != LINE_FEED) {
            archive.write(file, end, ByteBuffer.wrap(new byte[] {LINE_FEED}), micros);
            end++;
        }
        lengths.put(file, end);
        batch.append(file, end, message);
        return end - length;
    }

    /** Asks the ledger only where the answer may be yes: what is behind all that was archived never was. */
    private boolean isKnown(PlainMessage message, Batch batch) throws IOException {
        Long known = highest.get(message.partition());
        if (known == null) {
            known = ledger.highestPlain(message.partition());
        }
        highest.put(message.partition(), Math.max(known, message.sequence()));
        return message.sequence() <= known && (batch.has(message) || ledger.isKnown(message));
    }

    /** Forgets what was not committed of some files. */
    void forget(Set<String> files) {
        lengths.keySet().removeAll(files);
    }

    /** Forgets what was not committed. */
    void clear() {
        lengths.clear();
        highest.clear();
    }

    private long length(String file) throws IOException {
        Long known = lengths.get(file);
        return known != null ? known : ledger.plainLength(file);
    }
}

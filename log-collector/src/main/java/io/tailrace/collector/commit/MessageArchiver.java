package io.tailrace.collector.commit;

import io.tailrace.collector.archive.Archive;
import io.tailrace.collector.archive.UnarchivableException;
import io.tailrace.collector.commit.CollectorEvents.Outcome;
import io.tailrace.collector.ledger.ArchivedSource;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.Seal;
import io.tailrace.protocol.Checksum;
import io.tailrace.protocol.LineEnds;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.MalformedMessageException;
import io.tailrace.protocol.Span;
import io.tailrace.protocol.Subject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a delivery and writes what of it is new. Only an {@link IOException} gets out, and it is the disk's; what is the
 * message's own fault makes it a dead letter. Confined to the writer's thread.
 */
final class MessageArchiver {

    private final String subjectPrefix;
    private final Archive archive;
    private final Sources sources;
    private final PlainFiles plainFiles;
    private final CollectorEvents events;

    MessageArchiver(
            String subjectPrefix, Archive archive, Sources sources, PlainFiles plainFiles, CollectorEvents events) {
        this.subjectPrefix = subjectPrefix;
        this.archive = archive;
        this.sources = sources;
        this.plainFiles = plainFiles;
        this.events = events;
    }

    /**
     * Writes a delivery's bytes and adds what it changed to a batch.
     *
     * @param state of the partition before this delivery
     * @return what becomes of it if it can't be archived, null if it is
     */
    @Nullable DeadLetter archive(Delivery delivery, PartitionState state, Batch batch) throws IOException {
        try {
            judge(delivery, state, batch);
            return null;
        } catch (RefusedException e) {
            return deadLetter(delivery, state, e.reason(), e);
        } catch (MalformedMessageException e) {
            return deadLetter(delivery, state, DeadLetter.Reason.HEADER, e);
        } catch (UnarchivableException e) {
            return deadLetter(delivery, state, DeadLetter.Reason.FILE, e);
        }
    }

    private DeadLetter deadLetter(
            Delivery delivery, PartitionState state, DeadLetter.Reason reason, Exception complaint) {
        return DeadLetters.of(
                delivery, subjectPrefix, state.position().created(), reason, String.valueOf(complaint.getMessage()));
    }

    private void judge(Delivery delivery, PartitionState state, Batch batch)
            throws IOException, RefusedException, MalformedMessageException, UnarchivableException {
        String host = host(delivery);
        LogMessage message = LogHeaders.read(delivery.headers(), delivery.payload().length);
        if (message instanceof LogMessage.Content content) {
            archive(host, content, delivery, state, batch);
        } else if (message instanceof LogMessage.Seal seal) {
            seal(host, seal, delivery, state, batch);
        } else if (message instanceof LogMessage.Plain) {
            append(host, delivery, state, batch);
        } else {
            events.handled(Outcome.BARRIER, 0, 0);
        }
    }

    private String host(Delivery delivery) throws RefusedException {
        try {
            return Subject.parse(subjectPrefix, delivery.subject()).host();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(DeadLetter.Reason.SUBJECT, String.valueOf(e.getMessage()));
        }
    }

    private void archive(String host, LogMessage.Content content, Delivery delivery, PartitionState state, Batch batch)
            throws IOException, RefusedException, UnarchivableException {
        byte[] payload = delivery.payload();
        if (content.crc().isPresent() && content.crc().getAsInt() != Checksum.of(payload)) {
            throw new RefusedException(DeadLetter.Reason.CHECKSUM, LogHeaders.CRC + " is not the payload's checksum");
        }
        ArchivedSource source = sources.of(host, content.origin(), state);
        Span span = content.span();
        if (!source.hasRoomFor(span)) {
            throw new RefusedException(
                    DeadLetter.Reason.PIECES,
                    "its source is in " + ArchivedSource.MAX_RANGES + " pieces, and this would be one more");
        }
        List<Span> missing = source.missing(span);
        long written = 0;
        long lines = 0;
        for (Span range : missing) {
            int from = Math.toIntExact(range.start() - span.start());
            int to = Math.toIntExact(range.end() - span.start());
            ByteBuffer bytes = ByteBuffer.wrap(payload, from, to - from);
            lines += LineEnds.count(bytes, from, to);
            archive.write(source.file(), range.start() - source.from(), bytes, content.readMicros());
            written += range.length();
        }
        if (!missing.isEmpty()) {
            source.add(span);
            batch.readAt(content.readMicros());
        }
        if (content.acked().isPresent()) {
            source.prove(content.acked().getAsLong());
        }
        source.seen(delivery.sequence(), state.epoch());
        batch.touch(source);
        events.handled(missing.isEmpty() ? Outcome.DUPLICATE : Outcome.ARCHIVED, written, lines);
    }

    private void seal(String host, LogMessage.Seal seal, Delivery delivery, PartitionState state, Batch batch)
            throws IOException, RefusedException, UnarchivableException {
        ArchivedSource source = sources.of(host, seal.origin(), state);
        // A source that was always empty has an archive file as well.
        archive.touch(source.file());
        source.seal(new Seal(seal.length(), seal.reason(), seal.lost()));
        source.seen(delivery.sequence(), state.epoch());
        batch.touch(source);
        events.handled(Outcome.SEAL, 0, 0);
    }

    private void append(String host, Delivery delivery, PartitionState state, Batch batch)
            throws IOException, UnarchivableException {
        byte[] payload = delivery.payload();
        long written = plainFiles.append(host, delivery, state, batch);
        if (written < 0) {
            events.handled(Outcome.DUPLICATE, 0, 0);
            return;
        }
        long lineEndAdded = written - payload.length;
        events.handled(
                Outcome.PLAIN, written, LineEnds.count(ByteBuffer.wrap(payload), 0, payload.length) + lineEndAdded);
    }
}

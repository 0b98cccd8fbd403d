package io.tailrace.collector.commit;

import io.tailrace.collector.archive.Archive;
import io.tailrace.collector.archive.UnarchivableException;
import io.tailrace.collector.commit.CollectorEvents.Outcome;
import io.tailrace.collector.ledger.ArchivedSource;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.Seal;
import io.tailrace.collector.ledger.SourceCache;
import io.tailrace.collector.ledger.SourceKey;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.protocol.ArchiveNames;
import io.tailrace.protocol.LineEnds;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.MalformedMessageException;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.Span;
import io.tailrace.protocol.Subject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Judges a delivery and writes what of it is new. Only an {@link IOException} gets out, and it is the disk's; what is the
 * message's own fault becomes a dead letter of its batch. Confined to the writer's thread.
 */
final class MessageArchiver {

    private final String subjectPrefix;
    private final Archive archive;
    private final SourceCache sources;
    private final PlainFiles plainFiles;
    private final CollectorEvents events;

    MessageArchiver(
            String subjectPrefix, Archive archive, SourceCache sources, PlainFiles plainFiles, CollectorEvents events) {
        this.subjectPrefix = subjectPrefix;
        this.archive = archive;
        this.sources = sources;
        this.plainFiles = plainFiles;
        this.events = events;
    }

    /**
     * Writes a delivery's bytes and adds what it changed to a batch.
     *
     * @param position the partition's position before this delivery
     */
    void archive(Delivery delivery, StreamPosition position, Batch batch) throws IOException {
        try {
            Subject subject = subject(delivery);
            LogMessage message = LogHeaders.read(delivery.headers(), delivery.payload().length);
            if (message instanceof LogMessage.Content content) {
                archive(subject.host(), content, delivery, batch);
            } else if (message instanceof LogMessage.Seal seal) {
                seal(subject.host(), seal, batch);
            } else if (message instanceof LogMessage.Plain) {
                append(subject.host(), delivery, position, batch);
            } else {
                events.handled(Outcome.BARRIER, 0, 0);
            }
        } catch (Refusal e) {
            refuse(delivery, position, batch, e.reason, String.valueOf(e.getMessage()));
        } catch (MalformedMessageException e) {
            refuse(delivery, position, batch, DeadLetter.Reason.HEADER, String.valueOf(e.getMessage()));
        } catch (UnarchivableException e) {
            refuse(delivery, position, batch, DeadLetter.Reason.FILE, String.valueOf(e.getMessage()));
        }
    }

    private Subject subject(Delivery delivery) throws Refusal {
        try {
            return Subject.parse(subjectPrefix, delivery.subject());
        } catch (IllegalArgumentException e) {
            throw new Refusal(DeadLetter.Reason.SUBJECT, String.valueOf(e.getMessage()));
        }
    }

    private void archive(String host, LogMessage.Content content, Delivery delivery, Batch batch)
            throws IOException, UnarchivableException, Refusal {
        ArchivedSource source = source(host, content.origin());
        Span span = content.span();
        List<Span> missing = source.missing(span);
        long written = 0;
        long lines = 0;
        for (Span range : missing) {
            int from = Math.toIntExact(range.start() - span.start());
            int to = Math.toIntExact(range.end() - span.start());
            ByteBuffer bytes = ByteBuffer.wrap(delivery.payload(), from, to - from);
            lines += LineEnds.count(bytes, from, to);
            archive.write(source.file(), range.start() - source.from(), bytes, content.readMicros());
            written += range.length();
        }
        if (!missing.isEmpty()) {
            source.add(span);
        }
        content.acked().ifPresent(source::acked);
        batch.touch(source);
        if (missing.isEmpty()) {
            events.handled(Outcome.DUPLICATE, 0, 0);
        } else {
            batch.readAt(content.readMicros());
            events.handled(Outcome.ARCHIVED, written, lines);
        }
    }

    private void seal(String host, LogMessage.Seal seal, Batch batch)
            throws IOException, UnarchivableException, Refusal {
        ArchivedSource source = source(host, seal.origin());
        // A source that was always empty has an archive file as well.
        archive.touch(source.file());
        source.seal(new Seal(seal.length(), seal.reason(), seal.lost()));
        batch.touch(source);
        events.handled(Outcome.SEAL, 0, 0);
    }

    private void append(String host, Delivery delivery, StreamPosition position, Batch batch)
            throws IOException, UnarchivableException {
        if (delivery.timestampNanos() <= position.plainUntilNanos()) {
            events.handled(Outcome.DUPLICATE, 0, 0);
            return;
        }
        long written = plainFiles.append(host, delivery, batch);
        long lineEndAdded = written - delivery.payload().length;
        long lines = LineEnds.count(ByteBuffer.wrap(delivery.payload()), 0, delivery.payload().length) + lineEndAdded;
        events.handled(Outcome.PLAIN, written, lines);
    }

    private ArchivedSource source(String host, Origin origin) throws IOException, UnarchivableException, Refusal {
        SourceKey key = new SourceKey(host, origin.source());
        ArchivedSource known = sources.find(key);
        if (known != null) {
            if (known.from() != origin.from()) {
                throw new Refusal(
                        DeadLetter.Reason.CONTRADICTION,
                        "Log-From is " + origin.from() + ", the source began with " + known.from());
            }
            return known;
        }
        String file = ArchiveNames.host(host) + "/" + ArchiveNames.directory(origin.path()) + "/"
                + ArchiveNames.file(origin.source());
        if (sources.isTaken(file)) {
            throw new Refusal(DeadLetter.Reason.CONTRADICTION, file + " is another source's archive file");
        }
        archive.touch(file);
        ArchivedSource created = new ArchivedSource(key, origin, file);
        sources.add(created);
        return created;
    }

    private void refuse(
            Delivery delivery, StreamPosition position, Batch batch, DeadLetter.Reason reason, String detail) {
        batch.refuse(DeadLetters.of(delivery, position.created(), reason, detail));
        events.handled(Outcome.DEAD_LETTER, 0, 0);
        events.deadLetter(reason);
    }

    /** A message that is not archived, and why. */
    private static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final DeadLetter.Reason reason;

        Refusal(DeadLetter.Reason reason, String detail) {
            super(detail);
            this.reason = reason;
        }
    }
}

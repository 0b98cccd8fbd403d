package io.tailrace.collector.commit;

import io.tailrace.collector.archive.Archive;
import io.tailrace.collector.archive.UnarchivableException;
import io.tailrace.collector.ledger.ArchivedSource;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.Ledger;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.SourceCache;
import io.tailrace.collector.ledger.SourceKey;
import io.tailrace.protocol.ArchiveNames;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sources as messages name them: the known ones, and new ones with an archive file of their own. */
final class Sources {

    private final Archive archive;
    private final SourceCache cache;
    private final Ledger ledger;

    Sources(Archive archive, SourceCache cache, Ledger ledger) {
        this.archive = archive;
        this.cache = cache;
        this.ledger = ledger;
    }

    /** A source that something is known of. */
    @Nullable ArchivedSource find(SourceKey key) throws IOException {
        return cache.find(key);
    }

    /**
     * The source of a message, a new one where nothing is known of it. Where its archive file was found without a ledger,
     * what that holds is presumed to be what it was.
     *
     * @param state of the partition that the message came in
     */
    ArchivedSource of(String host, Origin origin, PartitionState state)
            throws IOException, RefusedException, UnarchivableException {
        SourceKey key = new SourceKey(host, origin.source());
        ArchivedSource known = cache.find(key);
        if (known == null) {
            return create(key, origin, state);
        }
        if (known.from() != origin.from()) {
            throw new RefusedException(
                    DeadLetter.Reason.CONTRADICTION,
                    "Log-From is " + origin.from() + ", the source began with " + known.from());
        }
        return known;
    }

    /** What is known of a source without asking the ledger. */
    @Nullable ArchivedSource inMemory(SourceKey key) {
        return cache.inMemory(key);
    }

    /**
     * A source that no message came of; null where its archive file is another source's.
     *
     * @param state of the partition that its host is in
     */
    @Nullable ArchivedSource unseen(String host, Origin origin, PartitionState state) throws IOException {
        SourceKey key = new SourceKey(host, origin.source());
        String file = file(key, origin);
        return cache.isTaken(file) ? null : add(key, origin, file, state);
    }

    /** Forgets a source that nothing is to be kept of. */
    void forget(ArchivedSource source) {
        cache.forget(List.of(source));
    }

    private ArchivedSource create(SourceKey key, Origin origin, PartitionState state)
            throws IOException, RefusedException, UnarchivableException {
        String file = file(key, origin);
        if (cache.isTaken(file)) {
            throw new RefusedException(DeadLetter.Reason.CONTRADICTION, file + " is another source's archive file");
        }
        archive.touch(file);
        return add(key, origin, file, state);
    }

    private static String file(SourceKey key, Origin origin) {
        return ArchiveNames.host(key.host()) + "/" + ArchiveNames.directory(origin.path()) + "/"
                + ArchiveNames.file(key.id());
    }

    private ArchivedSource add(SourceKey key, Origin origin, String file, PartitionState state) throws IOException {
        List<Span> found = ledger.isFound(file) ? archive.data(file) : List.of();
        ArchivedSource created = new ArchivedSource(
                key, origin, file, state.beginning().mayBeAfterTheFirstOf(key.id()), state.epochOf(key.id()));
        created.presume(shifted(found, origin.from()));
        cache.add(created);
        return created;
    }

    private static List<Span> shifted(List<Span> inFile, long from) {
        return inFile.stream()
                .map(range -> new Span(range.start() + from, range.end() + from))
                .toList();
    }
}

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

    private ArchivedSource create(SourceKey key, Origin origin, PartitionState state)
            throws IOException, RefusedException, UnarchivableException {
        String file = ArchiveNames.host(key.host()) + "/" + ArchiveNames.directory(origin.path()) + "/"
                + ArchiveNames.file(key.id());
        if (cache.isTaken(file)) {
            throw new RefusedException(DeadLetter.Reason.CONTRADICTION, file + " is another source's archive file");
        }
        List<Span> found = ledger.isFound(file) ? archive.data(file) : List.of();
        archive.touch(file);
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

package io.tailrace.collector.commit;

import io.tailrace.collector.archive.Archive;
import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.ledger.Ledger;
import io.tailrace.collector.ledger.SourceCache;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is done about a disk that is full or fails: everything uncommitted is forgotten, so that nothing of it is ever
 * relied on, and the disk is asked now and then whether it works again. Confined to the writer's thread.
 */
final class Recovery {

    private final Archive archive;
    private final ArchiveStorage storage;
    private final Ledger ledger;
    private final SourceCache sources;
    private final PlainFiles plainFiles;
    private final Lanes lanes;
    private final SpaceGuard space;

    Recovery(
            Archive archive,
            ArchiveStorage storage,
            Ledger ledger,
            SourceCache sources,
            PlainFiles plainFiles,
            Lanes lanes,
            SpaceGuard space) {
        this.archive = archive;
        this.storage = storage;
        this.ledger = ledger;
        this.sources = sources;
        this.plainFiles = plainFiles;
        this.lanes = lanes;
        this.space = space;
    }

    boolean isSpaceShort() throws IOException {
        return space.isBelowMinimum();
    }

    String shortage() throws IOException {
        return space.shortage();
    }

    /** Back to what the ledger knows. */
    void dropAll() {
        lanes.clear();
        archive.abandon();
        sources.clear();
        plainFiles.clear();
    }

    /** Tries whether archive and ledger can be written; tells what is wrong, null when nothing is. */
    @Nullable String probe() {
        try {
            if (space.freeBytes() < space.minFreeBytes()) {
                return space.shortage();
            }
            storage.probe();
            ledger.probe();
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

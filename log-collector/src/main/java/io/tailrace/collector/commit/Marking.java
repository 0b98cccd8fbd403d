package io.tailrace.collector.commit;

import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.archive.ArchiveStorage.Owner;
import io.tailrace.collector.ledger.Ledger;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Has the archive know how often its ledger was committed, and the ledger know what the archive knows: the one after the
 * other, so that at any time {@code marked <= mark <= commits}. An older copy of either is told by that. Confined to the
 * writer's thread.
 */
final class Marking {

    private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ArchiveStorage storage;
    private final Ledger ledger;
    private final LongSupplier nanoTime;
    private long markedAt;

    Marking(ArchiveStorage storage, Ledger ledger, LongSupplier nanoTime) {
        this.storage = storage;
        this.ledger = ledger;
        this.nanoTime = nanoTime;
        this.markedAt = nanoTime.getAsLong();
    }

    /** Marks if it was a minute ago that this was done. */
    void markIfDue() throws IOException {
        if (nanoTime.getAsLong() - markedAt >= EVERY_NANOS) {
            mark();
        }
    }

    /** Marks, unless nothing was committed since. */
    void mark() throws IOException {
        markedAt = nanoTime.getAsLong();
        long commits = ledger.commits();
        if (commits != ledger.marked()) {
            storage.own(new Owner(ledger.id(), commits));
            ledger.marked(commits);
        }
    }
}

package io.tailrace.collector.commit;

import io.tailrace.collector.archive.ArchiveStorage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks every now and then whether the archive's disk has room enough. Confined to the writer's thread. */
final class SpaceGuard {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ArchiveStorage storage;
    private final long minFreeBytes;
    private final LongSupplier nanoTime;
    private long lookedAt;
    private boolean looked;

    SpaceGuard(ArchiveStorage storage, long minFreeBytes, LongSupplier nanoTime) {
        this.storage = storage;
        this.minFreeBytes = minFreeBytes;
        this.nanoTime = nanoTime;
    }

    /** Whether there is too little room; looks at most twice a second, and else says that there is not. */
    boolean isBelowMinimum() throws IOException {
        long now = nanoTime.getAsLong();
        if (looked && now - lookedAt < EVERY_NANOS) {
            return false;
        }
        looked = true;
        lookedAt = now;
        return freeBytes() < minFreeBytes;
    }

    long minFreeBytes() {
        return minFreeBytes;
    }

    long freeBytes() throws IOException {
        return storage.usableBytes();
    }

    String shortage() throws IOException {
        return "the archive's disk has " + freeBytes() + " bytes left, archive.min-free-space is " + minFreeBytes;
    }
}

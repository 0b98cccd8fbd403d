package io.tailrace.testing.disk;

import org.jspecify.annotations.Nullable;

/** What can go wrong at a step. */
public enum Fault {
    DIE_BEFORE(null),
    DIE_AFTER(null),
    /** Once. */
    NO_SPACE("No space left on device"),
    /** Once: what a failed sync was to make durable is lost, though the next one succeeds. */
    IO_ERROR("Input/output error"),
    /** From then on until it is mended, as the file system is left by a journal that failed. */
    READ_ONLY("Read-only file system");

    private final @Nullable String complaint;

    Fault(@Nullable String complaint) {
        this.complaint = complaint;
    }

    /** Whether it ends the process. */
    public boolean isDeath() {
        return complaint == null;
    }

    String complaint() {
        return String.valueOf(complaint);
    }
}

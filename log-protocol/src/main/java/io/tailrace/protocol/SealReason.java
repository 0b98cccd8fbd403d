package io.tailrace.protocol;

import java.util.Locale;

/** Why a source has ended. */
public enum SealReason {
    /** Another file took its path; it was read to its end. */
    ROTATED,
    /** The file was removed. */
    DELETED,
    /** The file was cut to a length below what had been read, as copytruncate does. */
    TRUNCATED,
    /** The agent goes on with it under another host name, prefix or number of partitions. */
    MOVED;

    String headerValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}

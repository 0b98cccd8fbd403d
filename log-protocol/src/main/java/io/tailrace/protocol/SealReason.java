package io.tailrace.protocol;

/** Why a source has ended. */
public enum SealReason {
    /** Another file took its path; it was read to its end. */
    ROTATED("rotated"),
    /** The file was removed. */
    DELETED("deleted"),
    /** The file was cut to a length below what had been read, as copytruncate does. */
    TRUNCATED("truncated"),
    /** The agent goes on with it under another host name, prefix or number of partitions. */
    MOVED("moved");

    private final String headerValue;

    SealReason(String headerValue) {
        this.headerValue = headerValue;
    }

    String headerValue() {
        return headerValue;
    }
}

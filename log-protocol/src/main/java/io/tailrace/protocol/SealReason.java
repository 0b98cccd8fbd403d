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

    /** As it stands in {@code Log-Seal}. */
    public String headerValue() {
        return headerValue;
    }

    /**
     * Reads what stands in {@code Log-Seal}.
     *
     * @throws IllegalArgumentException when it is no reason
     */
    public static SealReason parse(String headerValue) {
        for (SealReason reason : values()) {
            if (reason.headerValue.equals(headerValue)) {
                return reason;
            }
        }
        throw new IllegalArgumentException(Excerpt.of(headerValue) + " is no reason for the end of a source");
    }
}

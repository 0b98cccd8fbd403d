package io.tailrace.collector.ledger;

import java.util.Locale;

/** Why bytes that the broker had acknowledged, or that a source had, are not in the archive. */
public enum GapReason {
    /** Their agent could not read them any more, by its own word. */
    LOST_BEFORE_READING,
    /** They came in a message that can't be archived, and are kept as a dead letter. */
    DEAD_LETTER,
    /** The stream was created anew, restored or rolled back since. */
    ROLLED_BACK,
    /** The stream's beginning passed them by age. */
    EXPIRED,
    /** The stream's beginning passed them by its limits. */
    EVICTED,
    /** The stream's beginning passed them by neither: somebody purged it. */
    PURGED,
    /** They are gone from the middle of the stream. */
    DELETED,
    /** They were in the archive, whose file is not what it was. */
    ARCHIVE_DAMAGED;

    /** As an operator reads it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

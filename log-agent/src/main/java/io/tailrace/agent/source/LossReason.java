package io.tailrace.agent.source;

import java.util.Locale;

/** Why bytes of a source can't be shipped any more. */
public enum LossReason {
    /** Its file was deleted and the disk space that it held had to be given back. */
    PINNED_LIMIT,
    /** They were sent, the agent ended before they were acknowledged, and no file has them any more. */
    NOT_ACKED_BEFORE_RESTART,
    /** They were seen and not read, and the file was gone when the agent came back. */
    DELETED_UNREAD,
    /** They were not read when the file was cut, and no copy has them. */
    TRUNCATED,
    /** The copy that had them can't be read any more. */
    UNREADABLE;

    /** As metrics and logs have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.tailrace.collector.report;

import java.util.Locale;

/** How a source is doing; the worse, the later. */
public enum SourceState {
    /** All that its agent has is archived. */
    COMPLETE,
    /** All that came is archived; no agent says what there is. */
    UNVERIFIED,
    /** All is there, but of some it can't be proved that it is what it was. */
    PRESUMED,
    /** What is missing can still come. */
    BEHIND,
    /** Sent fire-and-forget, and something is missing that nobody will send. */
    LOSSY,
    /** Neither sealed nor known to its host's agent any more. */
    ORPHANED,
    /** Something is missing for good, by loss or by a gap. */
    INCOMPLETE;

    /** As an operator reads it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

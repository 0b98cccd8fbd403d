package io.tailrace.admin.drift;

/** What is done about differences that appear after the start. */
public enum Policy {
    /** They are reported. */
    REPORT,
    /** What can be changed without destroying anything is changed back. */
    CORRECT
}

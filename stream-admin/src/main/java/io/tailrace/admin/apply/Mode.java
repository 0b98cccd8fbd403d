package io.tailrace.admin.apply;

/** How far a round goes. What is missing is created in any of them. */
public enum Mode {
    /** What differs is reported. */
    REPORT,
    /** What can be changed without destroying anything is changed. */
    CORRECT,
    /** All is done that is permitted. */
    ALL
}

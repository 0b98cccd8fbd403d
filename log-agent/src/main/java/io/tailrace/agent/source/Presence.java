package io.tailrace.agent.source;

/** Where a source's file is, seen from the path that it was last found at. */
public enum Presence {
    /** At its path. */
    IN_PLACE,
    /** Under another name in its directory, as rotation leaves it; whoever has it open may still write to it. */
    RENAMED,
    /** Under no name that was found. Whoever has it open may still write to it. */
    GONE
}

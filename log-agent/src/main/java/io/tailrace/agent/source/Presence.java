package io.tailrace.agent.source;

import java.nio.file.Path;

/** Where a source's file is, seen from the path that it was last found at. */
public enum Presence {
    /** At its path. */
    IN_PLACE,
    /** Under another name in its directory, as rotation leaves it; whoever has it open may still write to it. */
    RENAMED,
    /** Under no name that was found. Whoever has it open may still write to it. */
    GONE;

    /** Where a source's file is when it was found at a path. */
    static Presence of(Source source, Path path) {
        return path.toString().equals(source.origin().path()) ? IN_PLACE : RENAMED;
    }
}

package io.tailrace.agent.operations;

import io.tailrace.agent.source.Presence;
import io.tailrace.agent.source.Source;
import java.util.Locale;

/** What an operator wants to know of a source at a glance. */
enum SourceState {
    /** Followed at its path. */
    FOLLOWED,
    /** Its file was renamed or is gone; it is followed until it is quiet. */
    ROTATED,
    /** Its file has its bytes no more, and it is looked for what has. */
    SEARCHED,
    /** Its file has its bytes no more, and what was not read is read from a copy. */
    COPIED,
    /** It has ended, and its seal is on its way or acknowledged. */
    SEALED,
    /** Not a source: a new file that may be a copy in the making. */
    HELD,
    /** Not a source: a file that holds what a source holds. */
    COPY;

    static SourceState of(Source source) {
        if (source.isSearched()) {
            return SEARCHED;
        }
        if (source.rest() != null && source.isToBeRead()) {
            return COPIED;
        }
        if (source.ending() != null) {
            return SEALED;
        }
        return source.presence() == Presence.IN_PLACE ? FOLLOWED : ROTATED;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

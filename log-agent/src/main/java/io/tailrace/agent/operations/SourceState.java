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
    /** It has ended, and its seal is on its way or acknowledged. */
    SEALED;

    static SourceState of(Source source) {
        if (source.ending() != null) {
            return SEALED;
        }
        return source.presence() == Presence.IN_PLACE ? FOLLOWED : ROTATED;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

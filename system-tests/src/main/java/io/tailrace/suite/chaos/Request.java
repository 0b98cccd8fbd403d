package io.tailrace.suite.chaos;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@code bin/chaos} was asked for. */
sealed interface Request {

    /**
     * Something new.
     *
     * @param directory of the campaign; null where a temporary one will do
     */
    record Begin(CampaignSettings settings, @Nullable Path directory, boolean detached) implements Request {}

    /** The rest of what was begun. */
    record Resume(Path directory, boolean detached) implements Request {}

    /** The sum of what was done. */
    record Report(Path directory) implements Request {}
}

package io.tailrace.agent.copies;

import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file as it was found, whatever matches it. */
record FileLook(Sighting sighting) {

    // The kernel's times lag behind by a tick.
    private static final Duration TICK = Duration.ofMillis(20);

    /** Null when what is there is no regular file, or nothing any more. */
    static @Nullable FileLook at(Path path, Input anyInput) {
        try {
            Sighting sighting = Sighting.of(path, anyInput);
            return sighting == null ? null : new FileLook(sighting);
        } catch (IOException e) {
            return null; // Went away while we were looking.
        }
    }

    Path path() {
        return sighting.path();
    }

    FileKey key() {
        return sighting.key();
    }

    @Nullable Instant birth() {
        return sighting.birth();
    }

    long size() {
        return sighting.size();
    }

    /** Whether it was created after a moment; where nothing says when it was, whether it was written to after it. */
    boolean isYoungerThan(Instant moment) {
        Instant birth = sighting.birth();
        return !(birth == null ? sighting.modified() : birth).isBefore(moment.minus(TICK));
    }

    Sighting seenBy(Input input) {
        return new Sighting(path(), key(), birth(), size(), sighting.modified(), input);
    }
}

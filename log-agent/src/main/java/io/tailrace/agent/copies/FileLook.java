package io.tailrace.agent.copies;

import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Sighting;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file as it was found, whatever matches it. */
record FileLook(Sighting sighting) {

    private static final Logger log = LoggerFactory.getLogger(FileLook.class);

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

    /**
     * The files of a directory that have something in them, each once, and no symlinks.
     *
     * @param others files to be left out
     */
    static List<FileLook> allIn(Path directory, Input anyInput, Set<FileKey> others) {
        List<FileLook> files = new ArrayList<>();
        Set<FileKey> seen = new HashSet<>(others);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, path -> !Files.isSymbolicLink(path))) {
            for (Path entry : entries) {
                FileLook file = at(entry, anyInput);
                if (file != null && file.size() > 0 && seen.add(file.key())) {
                    files.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.debug("directory={} not searched: {}", directory, e.toString());
        }
        return files;
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

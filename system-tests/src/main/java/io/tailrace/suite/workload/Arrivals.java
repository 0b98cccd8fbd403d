package io.tailrace.suite.workload;

import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.writer.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Knows which generations the archive has. For any thread. */
final class Arrivals {

    private final Archive archive;
    private final Set<Path> complete = new HashSet<>();

    Arrivals(Archive archive) {
        this.archive = archive;
    }

    /** Whether the archive holds all of a generation that is not written any more, byte for byte. */
    synchronized boolean isComplete(Generation generation) {
        if (!complete.contains(generation.copy()) && hasArchive(generation)) {
            complete.add(generation.copy());
        }
        return complete.contains(generation.copy());
    }

    private boolean hasArchive(Generation generation) {
        try {
            for (Path file : archive.all()) {
                if (Files.size(file) == generation.bytes() && Files.mismatch(file, generation.copy()) < 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many sources of a path the archive has bytes of. */
    long begun(Path path) {
        return archive.files(path).stream()
                .filter(file -> file.toFile().length() > 0)
                .count();
    }
}

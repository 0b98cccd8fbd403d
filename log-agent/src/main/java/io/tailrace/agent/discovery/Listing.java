package io.tailrace.agent.discovery;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything in one directory that an input matches, as one look at it found.
 *
 * @param directory the directory
 * @param files the files; empty when the directory is gone
 */
public record Listing(Path directory, List<Sighting> files) {

    public Listing {
        files = List.copyOf(files);
    }
}

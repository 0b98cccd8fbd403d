package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.InodeSearch;
import io.tailrace.agent.discovery.Listing;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files that are known to hold what sources hold: they are left alone while they are there and stay what they were. Only the
 * shipping thread touches it.
 */
public final class Copies {

    private final Map<FileKey, Copy> byKey = new HashMap<>();
    private final Map<Path, Set<FileKey>> byDirectory = new HashMap<>();
    private final Consumer<Copy> gone;

    /** @param gone told of each that is gone, or is a file of its own by now */
    Copies(Collection<Copy> remembered, Consumer<Copy> gone) {
        this.gone = gone;
        remembered.forEach(this::add);
    }

    /** All of them. */
    public Collection<Copy> all() {
        return byKey.values();
    }

    Set<Path> directories() {
        return Set.copyOf(byDirectory.keySet());
    }

    void add(Copy copy) {
        take(copy.key());
        byKey.put(copy.key(), copy);
        byDirectory.computeIfAbsent(directoryOf(copy), any -> new HashSet<>()).add(copy.key());
    }

    private void remove(FileKey key) {
        Copy copy = byKey.get(key);
        take(key);
        if (copy != null) {
            gone.accept(copy);
        }
    }

    /** Those of which this holds are files like any other. */
    void forgetIf(Predicate<Copy> condition) {
        List.copyOf(byKey.values()).stream().filter(condition).forEach(copy -> take(copy.key()));
    }

    /** One that holds what a source holds, null when there is none. */
    @Nullable Copy of(SourceId source) {
        return byKey.values().stream()
                .filter(copy -> copy.source().equals(source))
                .findAny()
                .orElse(null);
    }

    boolean contains(Copy copy) {
        return byKey.containsKey(copy.key());
    }

    private void take(FileKey key) {
        Copy copy = byKey.remove(key);
        if (copy != null) {
            byDirectory.computeIfPresent(directoryOf(copy), (any, keys) -> {
                keys.remove(key);
                return keys.isEmpty() ? null : keys;
            });
        }
    }

    /** Whether a file is one of them. One that has grown, or shrunk, is not any more. */
    boolean isKnown(Sighting sighting) {
        Copy copy = byKey.get(sighting.key());
        if (copy == null) {
            return false;
        }
        if (!copy.is(sighting.key(), sighting.birth(), sighting.size())) {
            remove(sighting.key());
            return false;
        }
        if (!copy.path().equals(sighting.path().toString())) {
            add(copy.at(sighting.path().toString()));
        }
        return true;
    }

    /** Forgets those that are gone from a directory. */
    void listed(Listing listing) {
        Set<FileKey> here = byDirectory.get(listing.directory());
        if (here == null) {
            return;
        }
        Set<FileKey> missing = new HashSet<>(here);
        listing.files().forEach(sighting -> missing.remove(sighting.key()));
        missing.removeIf(this::isAtItsPath);
        if (missing.isEmpty()) {
            return;
        }
        Map<FileKey, Path> renamed = InodeSearch.find(listing.directory(), missing);
        for (FileKey key : missing) {
            Copy copy = byKey.get(key);
            Path path = renamed.get(key);
            if (path == null || copy == null) {
                remove(key);
            } else {
                add(copy.at(path.toString()));
            }
        }
    }

    private boolean isAtItsPath(FileKey key) {
        Copy copy = byKey.get(key);
        try {
            return copy != null && FileKey.of(Path.of(copy.path())).equals(key);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path directoryOf(Copy copy) {
        Path path = Path.of(copy.path());
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}

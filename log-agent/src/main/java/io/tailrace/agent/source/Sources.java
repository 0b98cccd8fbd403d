package io.tailrace.agent.source;

import io.tailrace.agent.discovery.FileKey;
import io.tailrace.protocol.SourceId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sources that the agent follows or has still to settle. Only the shipping thread touches it. */
public final class Sources {

    private final Map<SourceId, Source> byId = new LinkedHashMap<>();
    private final Map<FileKey, Source> byKey = new HashMap<>();
    private final Map<Path, Source> byPath = new HashMap<>();
    private final Map<Path, Set<Source>> byDirectory = new HashMap<>();

    public Collection<Source> all() {
        return byId.values();
    }

    /** Whether it is still followed, or has still to be settled. */
    public boolean contains(Source source) {
        return byId.get(source.origin().source()) == source;
    }

    /** What is followed at a path. */
    public @Nullable Source at(Path path) {
        return byPath.get(path);
    }

    /** The files that are followed. */
    Set<FileKey> keys() {
        return Set.copyOf(byKey.keySet());
    }

    @Nullable Source of(SourceId id) {
        return byId.get(id);
    }

    @Nullable Source of(FileKey key) {
        return byKey.get(key);
    }

    /** The followed sources whose files were last found in a directory. */
    List<Source> in(Path directory) {
        return List.copyOf(byDirectory.getOrDefault(directory, Set.of()));
    }

    /** The directories that followed sources' files were last found in. */
    Set<Path> directories() {
        return Set.copyOf(byDirectory.keySet());
    }

    /** Adds one that is followed: its file's bytes belong to it from now on. */
    void add(Source source) {
        byId.put(source.origin().source(), source);
        byKey.put(source.key(), source);
        index(source);
    }

    /** Adds one that only has to be settled. */
    void addEnded(Source source) {
        byId.put(source.origin().source(), source);
    }

    /** Its bytes are no longer the file's: a new generation begins, while this one is settled. */
    void detach(Source source) {
        byKey.remove(source.key(), source);
        unindex(source);
    }

    /** Forgets it. */
    public void remove(Source source) {
        byId.remove(source.origin().source());
        detach(source);
    }

    /** Its file was found under another name. */
    void move(Source source, Runnable change) {
        unindex(source);
        change.run();
        index(source);
    }

    private void index(Source source) {
        byPath.put(source.path(), source);
        byDirectory
                .computeIfAbsent(directoryOf(source), any -> new LinkedHashSet<>())
                .add(source);
    }

    private void unindex(Source source) {
        byPath.remove(source.path(), source);
        Path directory = directoryOf(source);
        byDirectory.computeIfPresent(directory, (any, sources) -> {
            sources.remove(source);
            return sources.isEmpty() ? null : sources;
        });
    }

    private static Path directoryOf(Source source) {
        Path parent = source.path().getParent();
        return parent == null ? source.path() : parent;
    }
}

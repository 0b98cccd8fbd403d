package io.tailrace.agent.source;

import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that are held back. They stay open, so none is lost that is renamed or deleted meanwhile. For the shipping thread. */
final class HeldFiles {

    private static final Logger log = LoggerFactory.getLogger(HeldFiles.class);

    private final Map<FileKey, Held> byKey = new LinkedHashMap<>();

    void add(Held held) {
        byKey.put(held.sighting().key(), held);
    }

    @Nullable Held of(FileKey key) {
        return byKey.get(key);
    }

    @Nullable Held at(Path path) {
        return byKey.values().stream()
                .filter(held -> held.sighting().path().equals(path))
                .findAny()
                .orElse(null);
    }

    Collection<Held> all() {
        return List.copyOf(byKey.values());
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    List<Held> in(Path directory) {
        return byKey.values().stream()
                .filter(held -> held.sighting().directory().equals(directory))
                .toList();
    }

    Set<Path> directories() {
        return byKey.values().stream().map(held -> held.sighting().directory()).collect(Collectors.toSet());
    }

    /** It is no longer held; its file stays open. */
    void remove(Held held) {
        byKey.remove(held.sighting().key());
    }

    /** It is a copy of something: it is left alone from now on. */
    void drop(FileKey key) {
        Held held = byKey.remove(key);
        if (held != null) {
            close(held);
        }
    }

    void closeAll() {
        byKey.values().forEach(HeldFiles::close);
    }

    private static void close(Held held) {
        Sighting sighting = held.sighting();
        try {
            held.content().close();
        } catch (IOException e) {
            log.debug("path={} not closed: {}", sighting.path(), e.toString());
        }
    }
}

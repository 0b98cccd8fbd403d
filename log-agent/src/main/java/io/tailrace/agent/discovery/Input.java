package io.tailrace.agent.discovery;

import io.tailrace.protocol.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry under {@code tailrace.agent.inputs}: which files, and how to ship them.
 *
 * @param name the entry's name
 * @param paths which files
 * @param excludes which of them not
 * @param delivery how their bytes are sent
 * @param startAt where to begin with files that were there before
 * @param maxLinesPerMessage lines a message holds at most, 0 for as many as fit
 * @param partialLineTimeout how long a last line without line end is held
 * @param labels sent with each message, in their order
 */
public record Input(
        String name,
        List<Glob> paths,
        List<Glob> excludes,
        Delivery delivery,
        StartAt startAt,
        int maxLinesPerMessage,
        Duration partialLineTimeout,
        Map<String, String> labels) {

    public Input {
        paths = List.copyOf(paths);
        excludes = List.copyOf(excludes);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    boolean matches(Path path) {
        return paths.stream().anyMatch(glob -> glob.matches(path))
                && excludes.stream().noneMatch(glob -> glob.matches(path));
    }
}

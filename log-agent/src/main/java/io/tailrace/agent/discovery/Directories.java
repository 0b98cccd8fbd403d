package io.tailrace.agent.discovery;

import io.tailrace.agent.discovery.Glob.Segment;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directories that matter to some globs, found by walking the globs' own names: {@link #holding()} may hold matches,
 * {@link #leading()} lead to such, so that a new name in them can make new ones.
 */
final class Directories {

    private static final Logger log = LoggerFactory.getLogger(Directories.class);

    private final Set<Path> holding = new LinkedHashSet<>();
    private final Map<Path, Set<Segment>> leading = new HashMap<>();

    Set<Path> holding() {
        return holding;
    }

    Set<Path> leading() {
        return leading.keySet();
    }

    /** Whether a new name there can make, or a lost one can take away, a directory that holds matches. */
    boolean leads(Path directory, Path name) {
        return leading.getOrDefault(directory, Set.of()).stream()
                .anyMatch(next -> next.anyDepth() || next.matches(name));
    }

    void add(Glob glob) {
        walk(glob, 0, Path.of("/"), new HashSet<>());
    }

    private void walk(Glob glob, int index, Path directory, Set<Path> above) {
        if (index == glob.segments().size() - 1) {
            holding.add(directory);
            return;
        }
        Segment segment = glob.segments().get(index);
        leading.computeIfAbsent(directory, any -> new HashSet<>()).add(segment);
        if (segment.literal()) {
            Path child = directory.resolve(segment.text());
            if (Files.isDirectory(child)) {
                walk(glob, index + 1, child, above);
            }
        } else if (segment.anyDepth()) {
            walkAnyDepth(glob, index, directory, above);
        } else {
            forEachDirectory(directory, child -> {
                if (segment.matches(child.getFileName())) {
                    walk(glob, index + 1, child, above);
                }
            });
        }
    }

    private void walkAnyDepth(Glob glob, int index, Path directory, Set<Path> above) {
        Path real;
        try {
            real = directory.toRealPath();
        } catch (IOException e) {
            log.debug("directory={} left out: {}", directory, e.toString());
            return;
        }
        // A link to a directory above would lead round in circles.
        if (!above.add(real)) {
            return;
        }
        leading.computeIfAbsent(directory, any -> new HashSet<>())
                .add(glob.segments().get(index));
        walk(glob, index + 1, directory, above);
        forEachDirectory(directory, child -> walkAnyDepth(glob, index, child, above));
        above.remove(real);
    }

    private interface Visitor {
        void visit(Path child);
    }

    private static void forEachDirectory(Path directory, Visitor visitor) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, Files::isDirectory)) {
            children.forEach(visitor::visit);
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // Gone, or not ours to read: the start-up report names what can't be read.
            log.debug("directory={} left out: {}", directory, e.toString());
        }
    }
}

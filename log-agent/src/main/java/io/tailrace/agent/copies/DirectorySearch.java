package io.tailrace.agent.copies;

import io.tailrace.agent.content.PlainContent;
import io.tailrace.agent.content.Probe;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One search of one directory, for files that begin with the very bytes that were read of some sources. Of several files it
 * takes the longest if the others are beginnings of it, else none: any doubt is no copy.
 */
final class DirectorySearch {

    private static final Logger log = LoggerFactory.getLogger(DirectorySearch.class);

    private final Path directory;
    private final List<Wanted> wanted;
    private final Set<FileKey> others;

    /** @param others files that are something else */
    DirectorySearch(Path directory, List<Wanted> wanted, Set<FileKey> others) {
        this.directory = directory;
        this.wanted = wanted;
        this.others = others;
    }

    /** Looks through the directory; what is not found is left out. */
    Map<SourceId, Found> run() {
        Map<Wanted, List<FileLook>> matches = new HashMap<>();
        for (FileLook file : FileLook.allIn(directory, wanted.get(0).input(), others)) {
            match(file, matches);
        }
        Map<SourceId, Found> found = new HashMap<>();
        matches.forEach((one, files) -> {
            Found copy = choose(one, files);
            if (copy != null) {
                found.put(one.source(), copy);
            }
        });
        return found;
    }

    private void match(FileLook file, Map<Wanted, List<FileLook>> matches) {
        List<Wanted> possible = wanted.stream()
                .filter(one -> file.size() >= one.atLeast() && file.size() >= one.read())
                .toList();
        if (possible.isEmpty()) {
            return;
        }
        try (PlainContent content = PlainContent.open(file.path())) {
            Head head = Head.of(content);
            for (Wanted one : possible) {
                if (!head.contradicts(one.probes()) && one.isEnoughFor(file) && hasAll(one.probes(), content)) {
                    matches.computeIfAbsent(one, any -> new ArrayList<>()).add(file);
                }
            }
        } catch (IOException e) {
            log.debug("path={} not compared: {}", file.path(), e.toString());
        }
    }

    private static boolean hasAll(List<Probe> probes, PlainContent content) throws IOException {
        for (Probe probe : probes) {
            if (!probe.isIn(content)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Found choose(Wanted one, List<FileLook> files) {
        FileLook file = files.stream()
                .filter(match -> one.known() != null && one.known().is(match.key(), match.birth(), match.size()))
                .findAny()
                .orElseGet(() -> longest(files));
        return file == null ? null : open(one, file);
    }

    /** The longest, if what the others hold is what it begins with. */
    private static @Nullable FileLook longest(List<FileLook> files) {
        FileLook longest =
                files.stream().max(Comparator.comparingLong(FileLook::size)).orElseThrow();
        try (PlainContent content = PlainContent.open(longest.path())) {
            for (FileLook other : files) {
                if (!other.equals(longest) && !Beginnings.isBeginning(other.path(), other.size(), content)) {
                    return null;
                }
            }
            return longest;
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Found open(Wanted one, FileLook file) {
        try {
            PlainContent content = PlainContent.open(file.path());
            boolean taken = false;
            try {
                ByteBuffer before = ByteBuffer.allocate((int) Math.min(one.read(), Wanted.ENOUGH));
                // Replaced since it was compared: another search will find what became of it.
                taken = FileKey.of(file.path()).equals(file.key()) && content.fill(before, one.read() - before.limit());
                if (!taken) {
                    return null;
                }
                return new Found(
                        one.source(),
                        file.seenBy(one.input()),
                        content.upTo(file.size()),
                        file.size(),
                        before.flip(),
                        false);
            } finally {
                if (!taken) {
                    content.close();
                }
            }
        } catch (IOException e) {
            log.debug("path={} not opened: {}", file.path(), e.toString());
            return null;
        }
    }
}

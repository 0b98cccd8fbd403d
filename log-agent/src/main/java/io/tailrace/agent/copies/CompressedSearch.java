package io.tailrace.agent.copies;

import io.tailrace.agent.content.CompressedContent;
import io.tailrace.agent.content.Compression;
import io.tailrace.agent.content.PlainContent;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One search of one directory, for compressed files that hold some sources' bytes. Of several files it takes none. */
final class CompressedSearch {

    private static final Logger log = LoggerFactory.getLogger(CompressedSearch.class);

    private final Path directory;
    private final List<Wanted> wanted;
    private final Set<FileKey> others;
    private final int lookBack;

    /**
     * Makes ready.
     *
     * @param others files that are something else
     * @param lookBack how many bytes a reader may go back, at most
     */
    CompressedSearch(Path directory, List<Wanted> wanted, Set<FileKey> others, int lookBack) {
        this.directory = directory;
        this.wanted = wanted;
        this.others = others;
        this.lookBack = lookBack;
    }

    private record Match(FileLook file, Compression compression, long length) {}

    /** Looks through the directory; what is not found is left out. */
    Map<SourceId, Found> run() {
        Map<SourceId, List<Match>> matches = new HashMap<>();
        for (FileLook file : FileLook.allIn(directory, wanted.get(0).input(), others)) {
            match(file, matches);
        }
        Map<SourceId, Found> found = new HashMap<>();
        for (Wanted one : wanted) {
            Match match = choose(one, matches.getOrDefault(one.source(), List.of()));
            Found file = match == null ? null : open(one, match);
            if (file != null) {
                found.put(one.source(), file);
            }
        }
        return found;
    }

    private void match(FileLook file, Map<SourceId, List<Match>> matches) {
        try (PlainContent content = PlainContent.open(file.path())) {
            Compression compression = Compression.of(content);
            if (compression != null) {
                Examination examination = new CompressedFile(file, content, compression, wanted).examine();
                Match match = new Match(file, compression, examination.length());
                examination
                        .sources()
                        .forEach(source -> matches.computeIfAbsent(source, any -> new ArrayList<>())
                                .add(match));
            }
        } catch (IOException e) {
            log.debug("path={} not examined: {}", file.path(), e.toString());
        }
    }

    private static @Nullable Match choose(Wanted one, List<Match> matches) {
        return matches.stream()
                .filter(match -> one.isKnownIn(match.file()))
                .findAny()
                .orElse(matches.size() == 1 ? matches.get(0) : null);
    }

    private @Nullable Found open(Wanted one, Match match) {
        FileLook file = match.file();
        try {
            CompressedContent content = new CompressedContent(
                    PlainContent.open(file.path()), match.compression(), match.length(), lookBack);
            boolean taken = false;
            try {
                ByteBuffer before = ByteBuffer.allocate((int) Math.min(one.read(), Wanted.ENOUGH));
                taken = FileKey.of(file.path()).equals(file.key()) && content.fill(before, one.read() - before.limit());
                content.pause();
                return taken
                        ? new Found(
                                one.source(), file.seenBy(one.input()), content, match.length(), before.flip(), true)
                        : null;
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

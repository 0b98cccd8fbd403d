package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.content.CompressedContent;
import io.tailrace.agent.content.Probe;
import io.tailrace.agent.copies.CopySearch;
import io.tailrace.agent.copies.Found;
import io.tailrace.agent.copies.Wanted;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what has a source's bytes when its own file has them no more: the copy of a file that was cut, another file for one
 * whose inode was not found again. One search a directory at a time; sources that come meanwhile are in the next one. Only the
 * shipping thread touches it.
 */
final class Rests {

    private static final Logger log = LoggerFactory.getLogger(Rests.class);

    private final CopySearch search;
    private final Sources sources;
    private final Copies copies;
    private final HeldFiles held;
    private final SourceEvents events;
    private final Consumer<Source> changed;
    private final Consumer<Path> searched;
    private final Map<Path, List<Wanted>> waiting = new HashMap<>();
    private final Set<Path> searching = new HashSet<>();
    private final Map<SourceId, List<Runnable>> afterwards = new HashMap<>();

    /**
     * @param changed told of each source that has something to do
     * @param searched told of each directory that was searched
     */
    Rests(
            CopySearch search,
            Sources sources,
            Copies copies,
            HeldFiles held,
            SourceEvents events,
            Consumer<Source> changed,
            Consumer<Path> searched) {
        this.search = search;
        this.sources = sources;
        this.copies = copies;
        this.held = held;
        this.events = events;
        this.changed = changed;
        this.searched = searched;
    }

    /** Whether a file there may turn out to be what is looked for. */
    boolean isToBeSearched(Path directory) {
        return searching.contains(directory) || waiting.containsKey(directory);
    }

    /**
     * Looks for it.
     *
     * @param directory where
     */
    void search(Path directory, Wanted wanted) {
        waiting.computeIfAbsent(directory, any -> new ArrayList<>()).add(wanted);
    }

    /** Begins the searches that were asked for. */
    void begin() {
        for (Path directory : List.copyOf(waiting.keySet())) {
            List<Wanted> wanted = waiting.get(directory);
            if (wanted != null && searching.add(directory)) {
                waiting.remove(directory);
                search.search(directory, wanted, others(wanted), found -> answered(directory, wanted, found));
            }
        }
    }

    /** Files that are known to be something else. */
    private Set<FileKey> others(List<Wanted> wanted) {
        Set<FileKey> others = new HashSet<>(sources.keys());
        copies.all().forEach(copy -> others.add(copy.key()));
        for (Wanted one : wanted) {
            if (one.known() != null) {
                others.remove(one.known().key());
            }
        }
        return others;
    }

    /** What no plain file has may be in a compressed one; nothing else waits for that. */
    private void answered(Path directory, List<Wanted> wanted, Map<SourceId, Found> found) {
        List<Wanted> left = new ArrayList<>();
        for (Wanted one : wanted) {
            if (!settle(one, found.get(one.source()))) {
                left.add(one);
            }
        }
        if (!left.isEmpty()) {
            search.searchCompressed(directory, left, others(left), files -> decompressed(directory, left, files));
        }
        searched(directory);
    }

    private void decompressed(Path directory, List<Wanted> wanted, Map<SourceId, Found> found) {
        for (Wanted one : wanted) {
            if (!settle(one, found.get(one.source()))) {
                Source source = sources.of(one.source());
                if (source != null) {
                    nothingFound(source);
                    changed.accept(source);
                }
            }
        }
        searched(directory);
    }

    private void searched(Path directory) {
        searching.remove(directory);
        held.in(directory).forEach(Held::compareAgain);
        begin();
        searched.accept(directory);
    }

    /** Whether a source has no need of anything more. */
    private boolean settle(Wanted wanted, @Nullable Found file) {
        Source source = sources.of(wanted.source());
        boolean taken = source != null && source.isSearched() && file != null && take(source, file, wanted);
        if (!taken) {
            close(file);
        } else if (source != null) {
            know(source);
            changed.accept(source);
        }
        return source == null || taken || !source.isSearched();
    }

    /** Whether it is of use. */
    private boolean take(Source source, Found file, Wanted wanted) {
        Tail before = Tail.before(file.before(), file.before().limit());
        if (source.isCut() || file.compressed()) {
            readOn(source, file, before, wanted.known() != null);
            return true;
        }
        Sighting sighting = file.sighting();
        if (sources.of(sighting.key()) != null) {
            return false;
        }
        held.drop(sighting.key());
        source.follow(sighting, file.whole(), before);
        source.seen(sighting.path(), Presence.of(source, sighting.path()), sighting.size(), sighting.modified());
        sources.add(source);
        events.resumed(source);
        return true;
    }

    /** @param again whether it was read from a copy before, and ends where it was said to end */
    private void readOn(Source source, Found file, Tail before, boolean again) {
        Copy copy = file.copy();
        SealReason reason = source.isCut() ? SealReason.TRUNCATED : SealReason.ROTATED;
        Ending ending = source.ending();
        long length = Math.max(file.length(), Math.max(source.surelyReached(), source.ackedEnd()));
        if (again && ending != null) {
            length = Math.max(length, ending.length());
        }
        source.readOn(copy, file.content(), before, new Ending(reason, length));
        know(copy);
        events.copyFound(source, copy);
    }

    /** A file is nothing but a copy, as long as it is there and stays what it is. */
    void know(Copy copy) {
        held.drop(copy.key());
        if (sources.of(copy.key()) == null) {
            copies.add(copy);
        }
    }

    /** Is done once it is known whether anything has the bytes of a source that is searched. */
    void whenSearched(Source source, Runnable then) {
        afterwards
                .computeIfAbsent(source.origin().source(), any -> new ArrayList<>())
                .add(then);
    }

    /** Looks whether the compressed copy that a source is to be read from has some bytes; until that is known it waits. */
    void verify(Source source, List<Probe> probes) {
        if (source.content() instanceof CompressedContent content) {
            source.waitFor(true);
            search.check(content, probes, hasAll -> {
                source.waitFor(false);
                if (!hasAll) {
                    source.restLost();
                }
                changed.accept(source);
            });
        }
    }

    private void know(Source source) {
        List<Runnable> then = afterwards.remove(source.origin().source());
        if (then != null) {
            then.forEach(Runnable::run);
        }
    }

    private void nothingFound(Source source) {
        source.notFound();
        if (source.ending() == null) {
            source.end(new Ending(SealReason.DELETED, Math.max(source.reach(), source.ackedEnd())));
        }
        events.nothingFound(source);
        know(source);
    }

    private static void close(@Nullable Found file) {
        try {
            if (file != null) {
                file.content().close();
            }
        } catch (IOException e) {
            log.debug("path={} not closed: {}", file.sighting().path(), e.toString());
        }
    }
}

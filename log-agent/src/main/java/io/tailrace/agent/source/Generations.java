package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.InodeSearch;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Listing;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rotation: tells from what directories hold which generations of which files there are. A followed file stays open, so
 * while the agent runs its inode can't be used again, and a key found under another name is a renamed file. Only the
 * shipping thread touches it.
 */
public final class Generations {

    private final Sources sources;
    private final SourceOpener opener;
    private final SourceEvents events;
    private final Memory memory;
    private final Set<String> scannedInputs;
    private final Map<String, Input> inputs;
    private boolean started;

    /**
     * @param sources takes what is found
     * @param inputs the configured inputs
     * @param checkpoint what was known before
     * @param flights what was on its way
     * @param ids mints ids of sources
     */
    public Generations(
            Sources sources,
            List<Input> inputs,
            Checkpoint checkpoint,
            Collection<Flight> flights,
            Supplier<SourceId> ids,
            SourceEvents events) {
        this.sources = sources;
        this.inputs = inputs.stream().collect(Collectors.toMap(Input::name, input -> input));
        this.opener = new SourceOpener(ids);
        this.events = events;
        this.memory = new Memory(checkpoint, flights);
        this.scannedInputs = new HashSet<>(checkpoint.inputs());
    }

    /** Names of the inputs whose files were looked for at least once. */
    public Set<String> scannedInputs() {
        return scannedInputs;
    }

    /** The checkpoint's sources whose inputs are not configured any more; they stay known. */
    public List<CheckpointEntry> dormant() {
        return memory.unclaimed();
    }

    /**
     * Takes in a look at everything.
     *
     * @param changed told of each source that may have something new to read or to settle
     */
    public void scanned(List<Listing> listings, Consumer<Source> changed) {
        Set<Path> unseen = new HashSet<>(sources.directories());
        for (Listing listing : listings) {
            listed(listing, changed);
            unseen.remove(listing.directory());
        }
        unseen.forEach(directory -> listed(new Listing(directory, List.of()), changed));
        if (!started) {
            started = true;
            scannedInputs.addAll(inputs.keySet());
            memory.unclaimed().stream()
                    .filter(entry -> inputs.containsKey(entry.origin().input()))
                    .forEach(entry -> settle(entry, changed));
        }
    }

    /** Takes in a look at one directory. */
    public void listed(Listing listing, Consumer<Source> changed) {
        Map<Path, Sighting> byPath = new HashMap<>();
        listing.files().forEach(sighting -> byPath.put(sighting.path(), sighting));
        List<Source> missing = new ArrayList<>();
        for (Source source : sources.in(listing.directory())) {
            Sighting there = byPath.get(source.path());
            if (there == null) {
                there = look(source.path(), source.input());
            }
            if (there != null && there.key().equals(source.key())) {
                if (source.seen(source.path(), presence(source, source.path()), there.size(), there.modified())) {
                    changed.accept(source);
                }
            } else {
                missing.add(source);
            }
        }
        followRenamed(listing.directory(), missing, changed);
        for (Sighting sighting : listing.files()) {
            Source known = sources.of(sighting.key());
            if (known == null) {
                open(sighting, true, changed);
            } else if (!known.path().equals(sighting.path()) && !isStillAt(known)) {
                moved(known, sighting, changed);
            }
        }
    }

    /**
     * The source's file was cut: what was there before is that source, what is there now is another one. What was seen
     * of it and not read is lost.
     */
    public void truncated(Source source, Consumer<Source> changed) throws IOException {
        Source next = opener.next(source);
        source.end(new Ending(SealReason.TRUNCATED, Math.max(source.reach(), source.ackedEnd())));
        sources.detach(source);
        sources.add(next);
        events.truncated(source, next);
        changed.accept(source);
        changed.accept(next);
    }

    /** Why a source ends whose file is not at its path any more. */
    public SealReason reasonToEnd(Source source) {
        Source there = sources.at(Path.of(source.origin().path()));
        boolean replaced = there != null && there != source;
        return replaced || source.presence() == Presence.RENAMED ? SealReason.ROTATED : SealReason.DELETED;
    }

    private void followRenamed(Path directory, List<Source> missing, Consumer<Source> changed) {
        if (missing.isEmpty()) {
            return;
        }
        Map<FileKey, Path> found =
                InodeSearch.find(directory, missing.stream().map(Source::key).collect(Collectors.toSet()));
        for (Source source : missing) {
            Path path = found.get(source.key());
            Sighting sighting = path == null ? null : look(path, source.input());
            if (sighting != null && sighting.key().equals(source.key())) {
                moved(source, sighting, changed);
            } else {
                if (source.presence() != Presence.GONE) {
                    source.gone();
                    events.moved(source);
                }
                changed.accept(source);
            }
        }
    }

    private void moved(Source source, Sighting to, Consumer<Source> changed) {
        sources.move(source, () -> source.seen(to.path(), presence(source, to.path()), to.size(), to.modified()));
        events.moved(source);
        changed.accept(source);
    }

    private void open(Sighting sighting, boolean evenIfNew, Consumer<Source> changed) {
        try {
            FileChannel file = SourceOpener.open(sighting);
            if (file == null) {
                return; // Replaced since: the watch has told so, and the next listing has the new one.
            }
            boolean followed = false;
            try {
                followed = follow(sighting, file, evenIfNew, changed);
            } finally {
                if (!followed) {
                    file.close();
                }
            }
        } catch (IOException e) {
            events.unreadable(sighting.path(), sighting.input(), e);
        }
    }

    private boolean follow(Sighting sighting, FileChannel file, boolean evenIfNew, Consumer<Source> changed)
            throws IOException {
        CheckpointEntry entry = memory.claim(sighting, file);
        if (entry == null && !evenIfNew) {
            return false;
        }
        if (entry == null) {
            Source source = opener.first(sighting, file, startAt(sighting.input()));
            sources.add(source);
            events.opened(source);
            changed.accept(source);
        } else {
            Source source = opener.known(entry, memory.flights(entry), sighting, file);
            memory.forget(entry);
            source.seen(sighting.path(), presence(source, sighting.path()), sighting.size(), sighting.modified());
            sources.add(source);
            events.resumed(source);
            changed.accept(source);
        }
        return true;
    }

    /** A source of the checkpoint that no glob finds: renamed while the agent was down, or gone. */
    private void settle(CheckpointEntry entry, Consumer<Source> changed) {
        Input input = inputs.get(entry.origin().input());
        Path last = Path.of(entry.lastPath());
        Path path =
                InodeSearch.find(last.resolveSibling(""), Set.of(entry.key())).get(entry.key());
        Sighting sighting = path == null || input == null ? null : look(path, input);
        if (sighting != null && sources.of(sighting.key()) == null) {
            open(sighting, false, changed);
        }
        if (!memory.unclaimed().contains(entry) || input == null) {
            return;
        }
        memory.forget(entry);
        Source source = SourceOpener.gone(entry, input);
        sources.addEnded(source);
        events.moved(source);
        changed.accept(source);
    }

    private StartAt startAt(Input input) {
        return started || scannedInputs.contains(input.name()) ? StartAt.BEGINNING : input.startAt();
    }

    private static Presence presence(Source source, Path path) {
        return path.toString().equals(source.origin().path()) ? Presence.IN_PLACE : Presence.RENAMED;
    }

    private static boolean isStillAt(Source source) {
        Sighting there = look(source.path(), source.input());
        return there != null && there.key().equals(source.key());
    }

    private static @Nullable Sighting look(Path path, Input input) {
        try {
            return Sighting.of(path, input);
        } catch (IOException e) {
            return null; // Nothing is there.
        }
    }
}

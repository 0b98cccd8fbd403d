package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.content.Probe;
import io.tailrace.agent.copies.Wanted;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.InodeSearch;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.protocol.SealReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the first look at everything makes of the checkpoint's sources that it did not find by inode under a name that is matched:
 * their directories are searched by inode, and for those that are not there either, by content (rule S2 of docs/protocol.md).
 * Used once, on the shipping thread.
 */
final class FirstLook {

    private final Memory memory;
    private final Map<String, Input> inputs;
    private final Sources sources;
    private final Rests rests;
    private final Consumer<Sighting> open;

    /** @param open opens a file, if it is a source of the checkpoint */
    FirstLook(Memory memory, Map<String, Input> inputs, Sources sources, Rests rests, Consumer<Sighting> open) {
        this.memory = memory;
        this.inputs = inputs;
        this.sources = sources;
        this.rests = rests;
        this.open = open;
    }

    /**
     * Settles what becomes of them.
     *
     * @param changed told of each that has something to do
     */
    void settle(Consumer<Source> changed) {
        Map<Path, List<CheckpointEntry>> byDirectory = new HashMap<>();
        for (CheckpointEntry entry : memory.unclaimed()) {
            if (inputs.containsKey(entry.origin().input())) {
                byDirectory
                        .computeIfAbsent(directoryOf(entry), any -> new ArrayList<>())
                        .add(entry);
            }
        }
        byDirectory.forEach((directory, entries) -> {
            followRenamed(directory, entries);
            Set<CheckpointEntry> left = new HashSet<>(memory.unclaimed());
            entries.stream().filter(left::contains).forEach(entry -> settle(directory, entry, changed));
        });
    }

    private void followRenamed(Path directory, List<CheckpointEntry> entries) {
        Set<FileKey> keys = new HashSet<>();
        entries.forEach(entry -> keys.add(entry.key()));
        Map<FileKey, Path> found = InodeSearch.find(directory, keys);
        for (CheckpointEntry entry : entries) {
            Path path = found.get(entry.key());
            Input input = inputs.get(entry.origin().input());
            Sighting sighting = path == null || input == null ? null : look(path, input);
            if (sighting != null && sources.of(sighting.key()) == null) {
                open.accept(sighting);
            }
        }
    }

    private void settle(Path directory, CheckpointEntry entry, Consumer<Source> changed) {
        Input input = inputs.get(entry.origin().input());
        if (input == null) {
            return;
        }
        List<Flight> flights = memory.flights(entry);
        Source source = SourceOpener.gone(entry, flights, input);
        boolean cut = memory.isCut(entry);
        memory.forget(entry);
        sources.addEnded(source);
        changed.accept(source);
        Ending ending = entry.ending();
        Copy rest = entry.rest();
        boolean wanted = ending == null
                ? entry.size() > 0
                : source.acked() < ending.length() || (rest != null && rest.isPlain());
        if (wanted) {
            source.search(cut ? new Ending(SealReason.TRUNCATED, Math.max(entry.size(), source.ackedEnd())) : ending);
            rests.search(directory, wanted(source, entry, flights));
        } else if (ending == null) {
            source.end(new Ending(cut ? SealReason.TRUNCATED : SealReason.DELETED, entry.size()));
        }
    }

    private static Wanted wanted(Source source, CheckpointEntry entry, List<Flight> flights) {
        List<Probe> probes = new ArrayList<>(entry.fingerprint().probes());
        flights.forEach(flight -> probes.add(flight.probe()));
        boolean cutBefore = entry.ending() != null && entry.ending().reason() == SealReason.TRUNCATED;
        Instant since = cutBefore ? entry.origin().source().firstSeen() : null;
        long atLeast = cutBefore ? source.read() : Math.max(source.read(), entry.size());
        return new Wanted(
                entry.origin().source(),
                source.input(),
                probes,
                source.read(),
                atLeast,
                since,
                source.name(),
                entry.rest());
    }

    private static @Nullable Sighting look(Path path, Input input) {
        try {
            return Sighting.of(path, input);
        } catch (IOException e) {
            return null; // Went away while we were looking.
        }
    }

    private static Path directoryOf(CheckpointEntry entry) {
        Path path = Path.of(entry.lastPath());
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}

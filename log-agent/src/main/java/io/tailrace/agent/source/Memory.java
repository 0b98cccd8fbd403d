package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.content.Content;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint's sources that no file was found for yet. A file is a known source if inode and time of birth match,
 * it is not shorter than the acknowledged offset, and the bytes that were read look the same. Any doubt makes it a
 * new source: duplicates, never loss.
 */
final class Memory {

    private final Map<FileKey, List<CheckpointEntry>> entries = new HashMap<>();
    private final Map<SourceId, List<Flight>> flights = new HashMap<>();
    private final Set<SourceId> cut = new HashSet<>();

    /** @param left what the flight recorder remembers */
    Memory(Checkpoint checkpoint, Collection<Flight> left) {
        for (Flight flight : left) {
            flights.computeIfAbsent(flight.source(), any -> new ArrayList<>()).add(flight);
        }
        for (CheckpointEntry entry : checkpoint.entries()) {
            entries.computeIfAbsent(entry.key(), any -> new ArrayList<>()).add(entry);
        }
    }

    /** Whether a file has the key of one of them. */
    boolean hasKey(FileKey key) {
        return entries.containsKey(key);
    }

    /** The source that a file is; null when it is none of them. */
    @Nullable CheckpointEntry claim(Sighting sighting, Content file) throws IOException {
        for (CheckpointEntry entry : entries.getOrDefault(sighting.key(), List.of())) {
            if (!isSame(entry, sighting)) {
                continue;
            }
            if (file.size() >= entry.acked() && entry.fingerprint().matches(file) && areIn(file, flights(entry))) {
                return entry;
            }
            cut.add(entry.origin().source());
        }
        return null;
    }

    /** Whether its file was found, and holds something else now. */
    boolean isCut(CheckpointEntry entry) {
        return cut.contains(entry.origin().source());
    }

    /** Messages of a source that may be on their way, as far as the checkpoint does not know better. */
    List<Flight> flights(CheckpointEntry entry) {
        return flights.getOrDefault(entry.origin().source(), List.of()).stream()
                .filter(flight -> flight.span().end() > entry.acked())
                .toList();
    }

    private static boolean areIn(Content file, List<Flight> flights) throws IOException {
        for (Flight flight : flights) {
            if (!flight.isIn(file)) {
                return false;
            }
        }
        return true;
    }

    /** It is no longer waited for. */
    void forget(CheckpointEntry entry) {
        entries.computeIfPresent(entry.key(), (key, known) -> {
            known.remove(entry);
            return known.isEmpty() ? null : known;
        });
    }

    /** Those that are left. */
    List<CheckpointEntry> unclaimed() {
        return entries.values().stream().flatMap(List::stream).toList();
    }

    private static boolean isSame(CheckpointEntry entry, Sighting sighting) {
        boolean born = entry.birth() == null
                || sighting.birth() == null
                || entry.birth().equals(sighting.birth());
        boolean recognizable = entry.acked() == 0 || entry.fingerprint().offset() > 0;
        boolean cutBefore = entry.ending() != null && entry.ending().reason() == SealReason.TRUNCATED;
        return born && recognizable && !cutBefore && entry.rest() == null;
    }
}

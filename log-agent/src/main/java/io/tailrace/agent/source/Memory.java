package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.protocol.SealReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint's sources that no file was found for yet. A file is a known source if inode and time of birth match,
 * it is not shorter than the acknowledged offset, and the bytes that were read look the same. Any doubt makes it a
 * new source: duplicates, never loss.
 */
final class Memory {

    private final Map<FileKey, List<CheckpointEntry>> entries = new HashMap<>();

    Memory(Checkpoint checkpoint) {
        for (CheckpointEntry entry : checkpoint.entries()) {
            entries.computeIfAbsent(entry.key(), any -> new ArrayList<>()).add(entry);
        }
    }

    /** The source that a file is; null when it is none of them. */
    @Nullable CheckpointEntry claim(Sighting sighting, FileChannel file) throws IOException {
        for (CheckpointEntry entry : entries.getOrDefault(sighting.key(), List.of())) {
            if (isSame(entry, sighting)
                    && file.size() >= entry.acked()
                    && entry.fingerprint().matches(file)) {
                return entry;
            }
        }
        return null;
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
        return born && recognizable && !cutBefore;
    }
}

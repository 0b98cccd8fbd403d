package io.tailrace.agent.checkpoint;

import java.util.List;
import java.util.Set;

/**
 * What an agent remembers durably.
 *
 * @param host the host it published for
 * @param subjectPrefix the prefix it published under
 * @param partitions the fleet's number of partitions then
 * @param inputs names of the inputs that were scanned before: their new files are read from the beginning
 * @param entries one for each source that is open, or whose seal is not acknowledged
 */
public record Checkpoint(
        String host, String subjectPrefix, int partitions, Set<String> inputs, List<CheckpointEntry> entries) {

    public Checkpoint {
        inputs = Set.copyOf(inputs);
        entries = List.copyOf(entries);
    }
}

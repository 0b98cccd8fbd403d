package io.tailrace.agent.checkpoint;

import java.util.List;
import java.util.Set;

/**
 * What an agent remembers durably.
 *
 * @param identity what it published as
 * @param inputs names of the inputs that were scanned before: their new files are read from the beginning
 * @param entries one for each source that is open, or whose seal is not acknowledged
 */
public record Checkpoint(Identity identity, Set<String> inputs, List<CheckpointEntry> entries) {

    public Checkpoint {
        inputs = Set.copyOf(inputs);
        entries = List.copyOf(entries);
    }

    /**
     * What decides the subject: a source stays on the one that it began on.
     *
     * @param host the host
     * @param subjectPrefix the prefix of its subject
     * @param partitions the fleet's number of partitions
     */
    public record Identity(String host, String subjectPrefix, int partitions) {}
}

package io.tailrace.agent.checkpoint;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agent remembers durably.
 *
 * @param identity what it published as
 * @param instance random id of the run that wrote it
 * @param floor the place in the stream behind which everything lies that the entries don't account for; null when nothing is
 *     known of the stream
 * @param highest the last place in the stream that is known; null when nothing is
 * @param inputs names of the inputs that were scanned before: their new files are read from the beginning
 * @param entries one for each source that is open, or whose seal is not acknowledged
 * @param copies files that are known to hold what sources hold
 */
public record Checkpoint(
        Identity identity,
        @Nullable String instance,
        @Nullable Position floor,
        @Nullable Position highest,
        Set<String> inputs,
        List<CheckpointEntry> entries,
        List<Copy> copies) {

    /** What an agent knows that has never run. */
    public static Checkpoint nothing(Identity identity) {
        return new Checkpoint(identity, null, null, null, Set.of(), List.of(), List.of());
    }

    public Checkpoint {
        inputs = Set.copyOf(inputs);
        entries = List.copyOf(entries);
        copies = copies == null ? List.of() : List.copyOf(copies); // Null where an agent wrote it that kept none.
    }

    /**
     * What decides the subject: a source stays on the one that it began on.
     *
     * @param host the host
     * @param subjectPrefix the prefix of its subject
     * @param partitions the fleet's number of partitions
     * @param machine the machine that it ran on, null where that has no name of its own
     */
    public record Identity(
            String host,
            String subjectPrefix,
            int partitions,
            @Nullable String machine) {

        /** Of a machine without a name. */
        public Identity(String host, String subjectPrefix, int partitions) {
            this(host, subjectPrefix, partitions, null);
        }

        /** Whether an agent of one goes on with what one of the other has begun. */
        public boolean isSame(Identity other) {
            boolean sameMachine = machine == null || other.machine == null || machine.equals(other.machine);
            return host.equals(other.host)
                    && subjectPrefix.equals(other.subjectPrefix)
                    && partitions == other.partitions
                    && sameMachine;
        }
    }
}

package io.tailrace.agent.publish;

import io.tailrace.protocol.LogMessage;
import org.jspecify.annotations.Nullable;

/** The barriers of one run of the agent. Confined to the thread that opens links. */
final class Barriers {

    private final String instance;
    private long epoch;
    private long lastSequence = Long.MAX_VALUE;

    /** @param instance random id of this run */
    Barriers(String instance) {
        this.instance = instance;
    }

    LogMessage.Barrier next() {
        return new LogMessage.Barrier(instance, epoch++);
    }

    /** The stream has one. */
    void stored(long sequence) {
        lastSequence = sequence;
    }

    /** The stream begins anew, so nothing in it can be compared with what was before. */
    void forget() {
        lastSequence = Long.MAX_VALUE;
    }

    /**
     * Whether a barrier that was read back was put there by another agent, after this one had begun.
     *
     * @param predecessor instance of the run before this one, whose last barrier may come late
     */
    boolean isOfAnother(LogMessage.Barrier barrier, long sequence, @Nullable String predecessor) {
        return !barrier.instance().equals(instance)
                && !barrier.instance().equals(predecessor)
                && sequence > lastSequence;
    }
}

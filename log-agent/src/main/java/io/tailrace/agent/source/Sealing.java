package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.source.Source.Seal;
import io.tailrace.protocol.SealReason;
import org.jspecify.annotations.Nullable;

/** How a source ended, and how far its seal has come. Only the shipping thread touches it. */
final class Sealing {

    private @Nullable Ending ending;
    private Seal seal = Seal.OPEN;
    private @Nullable Ending known;

    /** How it ended, null while it goes on. */
    @Nullable Ending ending() {
        return ending;
    }

    void end(Ending how) {
        ending = how;
    }

    boolean isCut() {
        return ending != null && ending.reason() == SealReason.TRUNCATED;
    }

    /** It has not ended after all. */
    void revoke() {
        ending = null;
        seal = Seal.OPEN;
    }

    /** It is longer than its ending says. */
    void reach(long length) {
        if (ending != null && length > ending.length()) {
            ending = new Ending(ending.reason(), length);
        }
    }

    /** How far the seal of its present end has come. */
    Seal seal() {
        return ending != null && ending.equals(known) ? Seal.ACKED : seal;
    }

    /** The stream was found to hold this one. */
    void found(Ending end) {
        known = end;
    }

    void sent() {
        seal = Seal.SENT;
    }

    void acked() {
        seal = Seal.ACKED;
        known = ending;
    }

    /** The stream has lost it. */
    void lost() {
        known = null;
        seal = Seal.OPEN;
    }
}

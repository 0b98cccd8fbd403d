package io.tailrace.collector.ledger;

import io.tailrace.protocol.Span;
import java.io.IOException;
import java.util.List;

/** Finds out why bytes are missing. */
@FunctionalInterface
public interface GapJudge {

    /**
     * The reasons for a missing span, in pieces that are together all of it.
     *
     * @param source whose bytes they are
     * @param afterSequence of the last message of the source that was processed before the gap was found, 0 for none
     * @param epoch of the partition when that was
     */
    List<Gap> judge(SourceKey source, Span missing, long afterSequence, int epoch) throws IOException;
}

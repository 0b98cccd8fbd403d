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
     * @param afterSequence what is missing was behind this in the stream, as far as that can be told
     * @param epoch of the partition when the source's message there was processed
     */
    List<Gap> judge(SourceKey source, Span missing, long afterSequence, int epoch) throws IOException;
}

package io.tailrace.agent.copies;

import io.tailrace.protocol.SourceId;
import java.util.List;

/**
 * What a compressed file was found to hold.
 *
 * @param result what it is
 * @param sources whose bytes it holds, from the first one on
 * @param length how many bytes it decompresses to; 0 where that was not found out
 * @param problem why it can't be decompressed, empty where it can
 */
public record Examination(Result result, List<SourceId> sources, long length, String problem) {

    /** What it is. */
    public enum Result {
        /** Sources' bytes, and whole. */
        KNOWN,
        /** None that are known. */
        NOBODYS,
        /** It begins as a source does, and is not complete, or not yet. */
        INCOMPLETE,
        /** It begins as a source does, and can't be decompressed. */
        DAMAGED
    }

    public Examination {
        sources = List.copyOf(sources);
    }

    static Examination nobodys() {
        return new Examination(Result.NOBODYS, List.of(), 0, "");
    }
}

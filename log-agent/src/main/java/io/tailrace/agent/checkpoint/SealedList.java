package io.tailrace.agent.checkpoint;

import java.util.List;

/**
 * What an agent remembers durably of sources that the checkpoint knows no more.
 *
 * @param sources the oldest first
 * @param dropped what had to be left out before its time, because there were too many
 */
public record SealedList(List<SealedSource> sources, Tally dropped) {

    /** Nothing. */
    public static final SealedList EMPTY = new SealedList(List.of(), new Tally(0, 0));

    public SealedList {
        sources = List.copyOf(sources);
    }

    /**
     * How much that was.
     *
     * @param count sources
     * @param bytes sum of their lengths
     */
    public record Tally(long count, long bytes) {

        Tally plus(SealedSource source) {
            return new Tally(count + 1, bytes + source.length());
        }
    }
}

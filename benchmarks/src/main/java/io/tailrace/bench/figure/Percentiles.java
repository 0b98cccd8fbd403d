package io.tailrace.bench.figure;

import java.util.Arrays;

/** Many durations of one kind, by rank. */
public final class Percentiles {

    private final long[] sorted;

    /** @param nanos at least one, in any order */
    public Percentiles(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        this.sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /**
     * The smallest value that is not exceeded by so many percent of all (nearest rank), in milliseconds.
     *
     * @param percent above 0, at most 100
     */
    public double millis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(1, rank) - 1] / 1e6;
    }
}

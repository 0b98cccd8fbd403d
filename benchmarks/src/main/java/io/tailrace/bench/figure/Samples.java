package io.tailrace.bench.figure;

import java.util.Arrays;

/** The values of one metric over all repetitions: at least one. */
public final class Samples {

    private final double[] sorted;

    /** @param values in any order */
    public Samples(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        this.sorted = values.clone();
        Arrays.sort(sorted);
    }

    /** How many there are. */
    public int count() {
        return sorted.length;
    }

    /** The value in the middle, or half way between the two that are. */
    public double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    /** All of them, ascending. */
    public double[] values() {
        return sorted.clone();
    }
}

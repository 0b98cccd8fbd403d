package io.tailrace.bench.figure;

/**
 * What one repetition came to.
 *
 * @param metric of what
 * @param value in the metric's unit
 */
public record Figure(Metric metric, double value) {}

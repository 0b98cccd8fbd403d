package io.tailrace.bench.input;

/**
 * One write to a file.
 *
 * @param end how long the file is with it
 * @param nanos when it began, by the wall clock
 */
public record Append(long end, long nanos) {}

package io.tailrace.suite.screen;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes a second over the last few seconds. */
public final class Throughput {

    private static final Duration WINDOW = Duration.ofSeconds(3);

    private record Sample(long nanos, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Takes a total, and returns how fast it grew lately. */
    public long update(long nanos, long totalBytes) {
        samples.add(new Sample(nanos, totalBytes));
        while (nanos - samples.element().nanos() > WINDOW.toNanos() && samples.size() > 2) {
            samples.remove();
        }
        Sample oldest = samples.element();
        double seconds = (nanos - oldest.nanos()) / 1e9;
        return seconds == 0 ? 0 : (long) ((totalBytes - oldest.bytes()) / seconds);
    }
}

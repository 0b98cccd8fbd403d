package io.tailrace.suite.demo;

/** A counter of a process that may start anew from 0: goes on where it was, as Prometheus' {@code increase} does. */
final class Counter {

    private long earlierRuns;
    private long last;

    long update(long value) {
        if (value < last) {
            earlierRuns += last;
        }
        last = value;
        return value();
    }

    long value() {
        return earlierRuns + last;
    }
}

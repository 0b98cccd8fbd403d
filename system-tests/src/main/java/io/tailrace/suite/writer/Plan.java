package io.tailrace.suite.writer;

import java.time.Duration;

/**
 * What is to be written to one file.
 *
 * @param lines where its lines come from
 * @param rate lines a second
 * @param duration how long
 * @param rotation how it is rotated
 * @param rotations how often, evenly spread over the duration
 */
public record Plan(Lines lines, int rate, Duration duration, Rotation rotation, int rotations) {

    /** How many lines should have been written by then. */
    long linesDueAt(Duration elapsed) {
        Duration counted = elapsed.compareTo(duration) < 0 ? elapsed : duration;
        return counted.toMillis() * rate / 1000;
    }

    /** When a rotation, numbered from 1, is due: never at the very end. */
    Duration rotationDueAt(int number) {
        return duration.multipliedBy(number).dividedBy(rotations + 1L);
    }
}

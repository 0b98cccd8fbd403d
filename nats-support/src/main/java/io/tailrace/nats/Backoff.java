package io.tailrace.nats;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before trying again: twice as long each time up to a limit, and a random part of that, so that a
 * fleet whose broker comes back does not arrive all at once.
 *
 * @param first the longest wait before the second attempt
 * @param limit the longest wait ever
 * @param random the next number from [0, 1)
 */
record Backoff(Duration first, Duration limit, DoubleSupplier random) {

    private static final int MOST_DOUBLINGS = 20;

    /** From a quarter of a second to eight seconds. */
    static Backoff standard() {
        return new Backoff(Duration.ofMillis(250), Duration.ofSeconds(8), Math::random);
    }

    /**
     * The wait after an attempt failed.
     *
     * @param attempt counted from 0
     * @return between half of the longest wait and the longest wait
     */
    Duration delay(long attempt) {
        long longest = Math.min(limit.toNanos(), first.toNanos() << Math.min(attempt, MOST_DOUBLINGS));
        return Duration.ofNanos((long) (longest * (1 + random.getAsDouble()) / 2));
    }
}

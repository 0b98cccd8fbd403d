package io.tailrace.agent.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: twice as long each time, up to a limit, and up to half of it at random. */
final class Backoff {

    private final Duration first;
    private final Duration limit;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration first, Duration limit, RandomGenerator random) {
        this.first = first;
        this.limit = limit;
        this.random = random;
    }

    Duration next() {
        long doubled = first.toMillis() << Math.min(failures++, 16);
        long millis = Math.min(doubled, limit.toMillis());
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }

    void succeeded() {
        failures = 0;
    }
}

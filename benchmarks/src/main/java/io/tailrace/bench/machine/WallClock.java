package io.tailrace.bench.machine;

import java.time.Instant;

/** The time of day in nanoseconds, as nats-server stamps messages with it: on one machine both read the same clock. */
public final class WallClock {

    private WallClock() {}

    /** Nanoseconds since 1970. */
    public static long nanos() {
        return nanos(Instant.now());
    }

    public static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}

package io.tailrace.nats;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logs that something is wrong once, and again only now and then while it lasts. Thread-safe. */
final class LastingCondition {

    private final Logger log;
    private final Duration repeat;
    private final LongSupplier nanoTime;

    private @Nullable String logged;
    private long loggedAt;

    /**
     * @param repeat how long the same words are not said again
     * @param nanoTime a monotonic clock
     */
    LastingCondition(Logger log, Duration repeat, LongSupplier nanoTime) {
        this.log = log;
        this.repeat = repeat;
        this.nanoTime = nanoTime;
    }

    /** It is so, or still so. */
    synchronized void holds(String description) {
        long now = nanoTime.getAsLong();
        if (!description.equals(logged) || now - loggedAt >= repeat.toNanos()) {
            log.warn("{}", description);
            logged = description;
            loggedAt = now;
        }
    }

    /** It is over; when it comes back it is news. */
    synchronized void over() {
        logged = null;
    }
}

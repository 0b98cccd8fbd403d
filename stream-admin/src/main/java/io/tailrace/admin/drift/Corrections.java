package io.tailrace.admin.drift;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a quarrel with whoever else keeps changing a stream. Confined to the thread that runs the rounds. */
final class Corrections {

    private static final Logger log = LoggerFactory.getLogger(Corrections.class);

    private static final int MOST = 5;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private final Map<String, Deque<Long>> madeByName = new HashMap<>();

    Corrections(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Notes a correction, and says so when it was the last one for a while. */
    void made(String name) {
        Deque<Long> made = recent(name);
        made.addLast(nanoTime.getAsLong());
        if (made.size() == MOST) {
            log.warn(
                    "stream={} was changed back {} times within {}: somebody else keeps changing it. It is left alone for"
                            + " a while",
                    name,
                    MOST,
                    WITHIN);
        }
    }

    /** Whether it was not changed back too often of late. */
    boolean mayCorrect(String name) {
        return recent(name).size() < MOST;
    }

    private Deque<Long> recent(String name) {
        Deque<Long> made = madeByName.computeIfAbsent(name, any -> new ArrayDeque<>());
        while (!made.isEmpty() && nanoTime.getAsLong() - made.getFirst() > WITHIN.toNanos()) {
            made.removeFirst();
        }
        return made;
    }
}

package io.tailrace.suite.proxy;

import java.time.Duration;

/** How many bytes passed, and how many of them lately. For any thread. */
final class Traffic {

    private static final int SLOTS = 256;
    private static final long SLOT_NANOS = Duration.ofMillis(10).toNanos();

    private final long[] slots = new long[SLOTS];
    private long newest;

    synchronized void passed(long bytes, long nanoTime) {
        moveTo(nanoTime / SLOT_NANOS);
        slots[slot(newest)] += bytes;
    }

    /** How many passed within the last so many milliseconds, to within ten; two seconds at most are remembered. */
    synchronized long lately(Duration time, long nanoTime) {
        moveTo(nanoTime / SLOT_NANOS);
        long sum = 0;
        long count = Math.min(SLOTS, time.toNanos() / SLOT_NANOS);
        for (long slot = newest; slot > newest - count; slot--) {
            sum += slots[slot(slot)];
        }
        return sum;
    }

    private void moveTo(long slot) {
        for (long next = Math.max(newest + 1, slot - SLOTS + 1); next <= slot; next++) {
            slots[slot(next)] = 0;
        }
        newest = Math.max(newest, slot);
    }

    private static int slot(long number) {
        return Math.floorMod(number, SLOTS);
    }
}

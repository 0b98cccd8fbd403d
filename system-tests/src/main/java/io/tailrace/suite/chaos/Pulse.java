package io.tailrace.suite.chaos;

import java.time.Duration;

/** Notices when nothing moves any more, however much is done to the suite. */
final class Pulse {

    // Longer than any faults one after the other have kept everything from moving.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private long last = -1;
    private long movedAt = System.nanoTime();

    /**
     * Takes the size of the archive.
     *
     * @throws IllegalStateException when it has been the same for too long
     */
    void beat(long archived) {
        if (archived != last) {
            last = archived;
            movedAt = System.nanoTime();
        } else if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
            throw new IllegalStateException("nothing was archived for " + PATIENCE.toSeconds() + " s");
        }
    }
}

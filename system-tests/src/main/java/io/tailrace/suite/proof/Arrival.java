package io.tailrace.suite.proof;

import io.tailrace.suite.process.Poll;
import io.tailrace.suite.proof.Verdict.Identical;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits for the archive to hold everything that was written, for as long as it still grows. */
public final class Arrival {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    // Sizes fit as soon as the last bytes are there, and earlier ones may still be on their way.
    private static final Duration PATIENCE_WITH_FULL_SIZE = Duration.ofSeconds(5);

    private final LongSupplier archivedBytes;
    private final Comparison comparison;
    private final Duration patience;

    /** Compares what was written with the archive as it is now. */
    public interface Comparison {
        Verdict compare() throws IOException;
    }

    /**
     * @param archivedBytes how large the archive is now
     * @param comparison asked when the size fits, and at the end
     * @param patience how long the archive may stay as it is before it counts as complete
     */
    public Arrival(LongSupplier archivedBytes, Comparison comparison, Duration patience) {
        this.archivedBytes = archivedBytes;
        this.comparison = comparison;
        this.patience = patience;
    }

    /**
     * Compares until the archive is identical, or has not changed its size for too long.
     *
     * @param expected how many bytes were written
     * @param meanwhile called several times a second
     */
    public Verdict await(long expected, Runnable meanwhile) throws IOException, InterruptedException {
        long lastSize = -1;
        long lastChange = System.nanoTime();
        while (true) {
            meanwhile.run();
            long size = archivedBytes.getAsLong();
            if (size != lastSize) {
                lastSize = size;
                lastChange = System.nanoTime();
            }
            Duration unchanged = Duration.ofNanos(System.nanoTime() - lastChange);
            Duration longest = size == expected ? PATIENCE_WITH_FULL_SIZE : patience;
            boolean lastLook = unchanged.compareTo(longest) > 0;
            if (size == expected || lastLook) {
                Verdict verdict = comparison.compare();
                if (verdict instanceof Identical || lastLook) {
                    return verdict;
                }
            }
            Poll.pause(INTERVAL);
        }
    }
}

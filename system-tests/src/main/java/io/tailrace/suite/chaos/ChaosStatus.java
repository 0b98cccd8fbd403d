package io.tailrace.suite.chaos;

import io.tailrace.suite.fault.Tally;
import io.tailrace.suite.screen.Status;
import java.time.Duration;
import java.util.Locale;

/**
 * How far a round is at one moment.
 *
 * @param elapsed since the round began
 * @param counts of faults so far
 * @param plannedKills of the round
 * @param written bytes
 * @param archived bytes
 * @param rotations of all files
 */
record ChaosStatus(Duration elapsed, Tally.Counts counts, int plannedKills, long written, long archived, int rotations)
        implements Status {

    @Override
    public String line() {
        return "%7d s  %s  %s".formatted(elapsed.toSeconds(), faults(), flow());
    }

    /** Narrow enough for any terminal: a line that the terminal breaks can't be drawn over. */
    @Override
    public String table() {
        return "%7d s  %s%n%9s  %s%n".formatted(elapsed.toSeconds(), faults(), "", flow());
    }

    private String faults() {
        return "kills %d of %d (%d with bytes in flight)  other faults %d"
                .formatted(counts.kills(), plannedKills, counts.killsInFlight(), counts.otherFaults());
    }

    private String flow() {
        return String.format(
                Locale.ROOT,
                "written %.1f MB  archived %.1f MB  lag %.1f MB  rotations %d",
                written / 1e6,
                archived / 1e6,
                Math.max(0, written - archived) / 1e6,
                rotations);
    }
}

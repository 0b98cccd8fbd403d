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
        return String.format(
                Locale.ROOT,
                "%7d s  kills %d of %d (%d with bytes in flight)  other faults %d  written %.1f MB  archived %.1f MB"
                        + "  lag %.1f MB  rotations %d",
                elapsed.toSeconds(),
                counts.kills(),
                plannedKills,
                counts.killsInFlight(),
                counts.otherFaults(),
                written / 1e6,
                archived / 1e6,
                Math.max(0, written - archived) / 1e6,
                rotations);
    }

    @Override
    public String table() {
        return line() + System.lineSeparator();
    }
}

package io.tailrace.suite.fault;

import io.tailrace.suite.fault.Fault.Kill;
import java.util.Map;
import java.util.TreeMap;

/** Counts faults. For any thread. */
public final class Tally {

    /**
     * What was counted.
     *
     * @param byKind faults, kills among them, by {@link Fault#kind()}
     * @param kills how often a process was ended by {@code kill -9}
     * @param killsInFlight how many of them hit while bytes were flowing through what was killed
     */
    public record Counts(Map<String, Integer> byKind, int kills, int killsInFlight) {

        public Counts {
            byKind = new TreeMap<>(byKind);
        }

        /** How many faults there were that are no kills. */
        public int otherFaults() {
            return byKind.values().stream().mapToInt(Integer::intValue).sum() - kills;
        }
    }

    private final Map<String, Integer> byKind = new TreeMap<>();
    private int kills;
    private int killsInFlight;

    /**
     * Counts one.
     *
     * @param inFlight whether bytes were flowing through what it hit
     */
    synchronized void add(Fault fault, boolean inFlight) {
        byKind.merge(fault.kind(), 1, Integer::sum);
        if (fault instanceof Kill) {
            kills++;
            killsInFlight += inFlight ? 1 : 0;
        }
    }

    public synchronized Counts counts() {
        return new Counts(byKind, kills, killsInFlight);
    }
}

package io.tailrace.suite.chaos;

import io.tailrace.suite.fault.Part;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one round is.
 *
 * @param seed of everything that is random
 * @param kills how often a process is ended by {@code kill -9}
 * @param wipes how often the broker loses all that it has
 * @param cluster whether there are three servers instead of one
 * @param rate lines a second, over all files
 * @param parts what is hit
 */
record RoundSettings(long seed, int kills, int wipes, boolean cluster, int rate, Set<Part> parts) {

    static final Set<Part> ALL_PARTS = Set.of(Part.AGENT, Part.COLLECTOR, Part.SERVER);

    // Kills a second are about this few, and a byte is written this many times: file, copy, stream, archive, journals.
    private static final long SECONDS_PER_KILL = 10;
    private static final long BYTES_PER_LINE = 180;
    private static final long TIMES_WRITTEN = 4;
    private static final long TIMES_WRITTEN_ON_A_CLUSTER = 8;

    RoundSettings {
        parts = Set.copyOf(parts);
    }

    int servers() {
        return cluster ? 3 : 1;
    }

    /** The command line that does the same again. */
    String command() {
        return "bin/chaos --kills " + kills
                + " --seed " + seed
                + (wipes > 0 ? " --wipes " + wipes : "")
                + (cluster ? " --cluster" : "")
                + " --rate " + rate
                + (parts.equals(ALL_PARTS) ? "" : " --parts " + partNames());
    }

    private String partNames() {
        return new TreeSet<>(parts)
                .stream().map(part -> part.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(","));
    }

    /** How much room on the disk it takes at most, roughly, in bytes. */
    long diskNeed() {
        long written = kills * SECONDS_PER_KILL * rate * BYTES_PER_LINE;
        return written * (cluster ? TIMES_WRITTEN_ON_A_CLUSTER : TIMES_WRITTEN);
    }
}

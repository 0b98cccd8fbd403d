package io.tailrace.suite.chaos;

import io.tailrace.suite.fault.Part;
import java.util.Set;

/**
 * What was asked for, as a campaign's directory remembers it.
 *
 * @param kills over all rounds
 * @param wipes over all rounds
 * @param rounds how many there are, at least 1; each has a seed of its own
 * @param seed of the first round; the next ones have the next numbers
 * @param cluster whether there are three servers instead of one
 * @param rate lines a second, over all files
 * @param parts what is hit
 * @param keep whether a round's directory stays though it was proven
 */
record CampaignSettings(
        int kills, int wipes, int rounds, long seed, boolean cluster, int rate, Set<Part> parts, boolean keep) {

    CampaignSettings {
        parts = Set.copyOf(parts);
    }

    /** A round, numbered from 1. */
    RoundSettings round(int number) {
        return new RoundSettings(seed + number - 1, share(kills, number), share(wipes, number), cluster, rate, parts);
    }

    /** What can't be divided goes to the first rounds. */
    private int share(int total, int number) {
        return total / rounds + (number <= total % rounds ? 1 : 0);
    }
}

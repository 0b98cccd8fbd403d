package io.tailrace.suite.fault;

import java.util.Set;

/**
 * What a plan is to hold.
 *
 * @param kills how often a process is ended by {@code kill -9}
 * @param wipes how often the broker loses all that it has
 * @param servers how many there are
 * @param victims which processes are hit, directly or on their lines: {@link Part#AGENT}, {@link Part#COLLECTOR},
 *     {@link Part#SERVER}, at least one of them
 */
public record PlanSettings(int kills, int wipes, int servers, Set<Part> victims) {

    public PlanSettings {
        victims = Set.copyOf(victims);
    }
}

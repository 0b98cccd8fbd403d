package io.tailrace.admin.declaration;

import java.util.List;

/**
 * Permission to purge what has been acknowledged.
 *
 * @param above how full the stream must be, in per cent
 * @param consumers all of which must have acknowledged, at least one
 */
public record Reclaim(int above, List<String> consumers) {

    public Reclaim {
        consumers = List.copyOf(consumers);
    }
}

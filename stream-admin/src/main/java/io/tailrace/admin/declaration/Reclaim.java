package io.tailrace.admin.declaration;

import java.util.List;

/**
 * Permission to purge what has been acknowledged.
 *
 * @param above how full the stream must be, in per cent
 * @param consumers all of which must have acknowledged, at least one
 * @param trustStartSequence whether what is before a consumer's start sequence counts as acknowledged by it
 */
public record Reclaim(int above, List<String> consumers, boolean trustStartSequence) {

    public Reclaim {
        consumers = List.copyOf(consumers);
    }
}

package io.tailrace.admin.drift;

import io.tailrace.admin.apply.Result;
import io.tailrace.admin.usage.StreamUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known of all that is declared, as of one round.
 *
 * @param results one a declared stream or consumer, in the order of the declaration; empty before the first round has
 *     ended
 * @param usages how full each stream is, by name
 * @param checked when the round ended, the epoch before the first one
 * @param declared how many streams and consumers are declared
 */
public record StreamBoard(List<Result> results, Map<String, StreamUsage> usages, Instant checked, int declared) {

    public StreamBoard {
        results = List.copyOf(results);
        usages = Map.copyOf(usages);
    }

    /** Whether every declared stream and consumer exists. What differs exists. */
    public boolean complete() {
        return !checked.equals(Instant.EPOCH)
                && results.stream()
                        .filter(result -> result.plan().declaredAt() != null)
                        .allMatch(Result::exists);
    }

    /** Whether nothing is left to do, so far as it is known. */
    public boolean settled() {
        return complete() && results.stream().allMatch(Result::settled);
    }
}

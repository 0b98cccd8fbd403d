package io.tailrace.bench.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much of something is whose. */
final class Tally {

    private final Map<String, Long> weights = new HashMap<>();
    private long total;

    void add(String whose, long weight) {
        weights.merge(whose, weight, Long::sum);
        total += weight;
    }

    long total() {
        return total;
    }

    /** Those with most, as parts of the whole; one line each. */
    List<String> top(int count) {
        return weights.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .map(entry ->
                        String.format(Locale.ROOT, "%5.1f %%  %s", 100.0 * entry.getValue() / total, entry.getKey()))
                .toList();
    }
}

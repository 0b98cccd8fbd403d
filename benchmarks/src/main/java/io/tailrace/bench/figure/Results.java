package io.tailrace.bench.figure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What all repetitions came to. Metrics keep the order in which they were first added. */
public final class Results {

    private final Map<Metric, NavigableMap<Integer, Double>> byMetric = new LinkedHashMap<>();

    /**
     * Adds what one repetition came to.
     *
     * @param repetition numbered from 1
     */
    public void add(int repetition, List<Figure> figures) {
        for (Figure figure : figures) {
            byMetric.computeIfAbsent(figure.metric(), metric -> new TreeMap<>()).put(repetition, figure.value());
        }
    }

    /** All metrics that have at least one value. */
    public List<Metric> metrics() {
        return List.copyOf(byMetric.keySet());
    }

    /** All values of a metric, if there is one. */
    public Optional<Samples> samples(String key) {
        return values(key).map(values -> samples(values.values().stream()));
    }

    /** The median, if there is one. */
    public Optional<Double> median(String key) {
        return samples(key).map(Samples::median);
    }

    /**
     * One metric as a part of another, both of the same repetition, so that a machine that was slow for a while was slow for
     * both. Where no repetition has both, of the medians.
     */
    public Optional<Samples> ratio(String key, String limit) {
        Optional<NavigableMap<Integer, Double>> values = values(key);
        Optional<NavigableMap<Integer, Double>> limits = values(limit);
        if (values.isEmpty() || limits.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, Double> ofLimit = limits.get();
        List<Double> ratios = values.get().entrySet().stream()
                .filter(entry -> ofLimit.containsKey(entry.getKey()))
                .map(entry -> entry.getValue() / ofLimit.getOrDefault(entry.getKey(), Double.NaN))
                .toList();
        return Optional.of(
                ratios.isEmpty()
                        ? new Samples(median(key).orElseThrow() / median(limit).orElseThrow())
                        : samples(ratios.stream()));
    }

    private Optional<NavigableMap<Integer, Double>> values(String key) {
        return byMetric.entrySet().stream()
                .filter(entry -> entry.getKey().key().equals(key))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Samples samples(Stream<Double> values) {
        return new Samples(values.mapToDouble(Double::doubleValue).toArray());
    }
}

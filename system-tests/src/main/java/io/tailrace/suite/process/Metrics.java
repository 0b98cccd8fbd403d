package io.tailrace.suite.process;

import java.util.HashMap;
import java.util.Map;

/**
 * One scrape in Prometheus' text format.
 *
 * @param sums by metric name, the sum over all label values
 */
public record Metrics(Map<String, Double> sums) {

    static Metrics parse(String text) {
        Map<String, Double> sums = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            int labels = line.indexOf('{');
            int value = line.indexOf(' ', Math.max(0, line.lastIndexOf('}')));
            String name = line.substring(0, labels < 0 ? value : labels);
            sums.merge(name, Double.parseDouble(line.substring(value + 1)), Double::sum);
        });
        return new Metrics(sums);
    }

    /** The sum over all label values, 0 when there is no such metric yet. */
    public long sum(String name) {
        return sums.getOrDefault(name, 0.0).longValue();
    }
}

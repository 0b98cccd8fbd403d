package io.tailrace.suite.process;

import java.util.HashMap;
import java.util.Map;

/**
 * One scrape in Prometheus' text format.
 *
 * @param series values by name and labels, as they are written: {@code name{label="value"}}
 */
public record Metrics(Map<String, Double> series) {

    static Metrics parse(String text) {
        Map<String, Double> series = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            int value = line.indexOf(' ', Math.max(0, line.lastIndexOf('}')));
            series.merge(line.substring(0, value), Double.parseDouble(line.substring(value + 1)), Double::sum);
        });
        return new Metrics(series);
    }

    /** The sum over all label values, 0 when there is no such metric yet. */
    public long sum(String name) {
        return (long) value(name);
    }

    /** The same with what stands behind the point. */
    public double value(String name) {
        return value(name, "");
    }

    /**
     * The sum over all series that have a label.
     *
     * @param label as it is written: {@code area="heap"}
     */
    public double value(String name, String label) {
        return series.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().startsWith(name + "{"))
                .filter(entry -> entry.getKey().contains(label))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}

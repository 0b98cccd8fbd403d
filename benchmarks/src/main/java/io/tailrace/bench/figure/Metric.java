package io.tailrace.bench.figure;

/**
 * Something that is measured.
 *
 * @param workload what is run
 * @param name what of it, e.g. {@code rate}
 * @param unit in which
 */
public record Metric(String workload, String name, Unit unit) {

    /** A figure of this metric. */
    public Figure of(double value) {
        return new Figure(this, value);
    }

    /** What it is called in JSON and in the code: {@code <workload>.<name>}. */
    public String key() {
        return workload + "." + name;
    }
}

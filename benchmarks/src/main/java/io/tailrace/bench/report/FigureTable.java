package io.tailrace.bench.report;

import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Results;
import io.tailrace.bench.figure.Samples;
import io.tailrace.bench.figure.Unit;

/** All figures: median, spread, and how much of a limit that is. */
public final class FigureTable {

    private FigureTable() {}

    /** One line a metric. */
    public static String of(Results results) {
        Ratios ratios = new Ratios(results);
        Table table = new Table("workload", "figure", ">median", ">min", ">max", "unit", ">n", "limit");
        String last = "";
        for (Metric metric : results.metrics()) {
            Samples samples = results.samples(metric.key()).orElseThrow();
            Unit unit = metric.unit();
            table.row(
                    metric.workload().equals(last) ? "" : metric.workload(),
                    metric.name(),
                    unit.format(samples.median()),
                    unit.format(samples.min()),
                    unit.format(samples.max()),
                    unit.symbol(),
                    Integer.toString(samples.count()),
                    ratios.of(metric));
            last = metric.workload();
        }
        return table.text();
    }
}

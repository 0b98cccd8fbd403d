package io.tailrace.suite.demo;

import io.tailrace.suite.demo.FlowStatus.Amount;
import io.tailrace.suite.process.Metrics;

/** One station of the data's way, as a service counts it in its metrics, over all runs of the service. */
final class Stage {

    private final String metric;
    private final Counter lines = new Counter();
    private final Counter bytes = new Counter();

    /** {@code metric} is what comes before {@code _lines_total} and {@code _bytes_total}. */
    Stage(String metric) {
        this.metric = metric;
    }

    void update(Metrics metrics) {
        lines.update(metrics.sum(metric + "_lines_total"));
        bytes.update(metrics.sum(metric + "_bytes_total"));
    }

    /** What was counted up to the last update. */
    Amount amount() {
        return new Amount(lines.value(), bytes.value());
    }
}

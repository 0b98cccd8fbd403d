package io.tailrace.collector.operations;

import static io.tailrace.collector.operations.CollectorMetrics.PREFIX;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tailrace.collector.ledger.GapReason;
import io.tailrace.collector.report.ReportTotals;
import io.tailrace.collector.report.SourceState;
import java.util.function.ToDoubleFunction;

/** What the completeness report says, in numbers. NaN before it was first made. */
public final class ReportGauges implements MeterBinder {

    private final ReportSnapshot snapshot;
    private final CollectorState state;

    public ReportGauges(ReportSnapshot snapshot, CollectorState state) {
        this.snapshot = snapshot;
        this.state = state;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (SourceState each : SourceState.values()) {
            gauge(
                    registry,
                    "sources",
                    "sources by how they are doing",
                    "state",
                    each.label(),
                    totals -> totals.sources().getOrDefault(each.label(), 0));
            gauge(
                    registry,
                    "hosts",
                    "hosts by how the worst of their sources is doing",
                    "state",
                    each.label(),
                    totals -> totals.hosts().getOrDefault(each.label(), 0));
        }
        for (GapReason reason : GapReason.values()) {
            gauge(
                    registry,
                    "missing.bytes",
                    "bytes that are missing now, unlike the counter of those that ever were",
                    "reason",
                    reason.label(),
                    totals -> totals.bytes().missing().getOrDefault(reason.label(), 0L));
        }
        gauge(registry, "silent.hosts", "hosts whose agent has not been heard of", ReportTotals::silentHosts);
        gauge(
                registry,
                "waiting.bytes",
                "bytes that can still come",
                totals -> totals.bytes().waiting());
        gauge(
                registry,
                "at.risk.bytes",
                "bytes that the broker has by their agents' word and the archive has not",
                totals -> totals.bytes().atRisk());
        gauge(
                registry,
                "presumed.bytes",
                "bytes of which it can't be proved what they are",
                totals -> totals.bytes().presumed());
        Gauge.builder(
                        PREFIX + "unowned.hosts",
                        state,
                        current -> current.unowned().size())
                .description("hosts whose partition no collector reads, as far as this one can see")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<ReportTotals> value) {
        Gauge.builder(PREFIX + name, () -> value(value))
                .description(description)
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            String tag,
            String tagValue,
            ToDoubleFunction<ReportTotals> value) {
        Gauge.builder(PREFIX + name, () -> value(value))
                .description(description)
                .tag(tag, tagValue)
                .register(registry);
    }

    private double value(ToDoubleFunction<ReportTotals> value) {
        ReportTotals totals = snapshot.latest();
        return totals == null ? Double.NaN : value.applyAsDouble(totals);
    }
}

package io.tailrace.admin.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tailrace.admin.apply.Result;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.drift.Reconciler;
import io.tailrace.admin.usage.StreamUsage;
import java.util.Locale;

/**
 * {@code tailrace_admin_streams{state}}: how many declared streams and consumers the last round found in each state, and
 * {@code tailrace_admin_stream_fill_ratio{stream}}: how full each stream is.
 */
final class StreamMetrics implements MeterBinder {

    private final Reconciler reconciler;

    private final Declared declared;

    StreamMetrics(Reconciler reconciler, Declared declared) {
        this.reconciler = reconciler;
        this.declared = declared;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Result.Outcome outcome : Result.Outcome.values()) {
            Gauge.builder("tailrace.admin.streams", () -> count(outcome))
                    .description("Declared streams and consumers by what the last comparison with the broker found")
                    .tag("state", outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("tailrace.admin.differences", this::differences)
                .description("Fields of declared streams and consumers that are not as they are wanted")
                .register(registry);
        for (StreamDeclaration stream : declared.streams()) {
            Gauge.builder("tailrace.admin.stream.fill.ratio", () -> fill(stream.name()))
                    .description("How full a declared stream is by its nearest limit, 0 where it has none")
                    .tag("stream", stream.name())
                    .register(registry);
        }
    }

    private double fill(String stream) {
        StreamUsage usage = reconciler.board().usages().get(stream);
        return usage == null ? Double.NaN : usage.fullPercent() / 100.0;
    }

    private long count(Result.Outcome outcome) {
        return reconciler.board().results().stream()
                .filter(result -> result.outcome() == outcome)
                .count();
    }

    private long differences() {
        return reconciler.board().results().stream()
                .mapToLong(result -> result.differences().size())
                .sum();
    }
}

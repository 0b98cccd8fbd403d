package io.tailrace.admin.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tailrace.admin.apply.StreamResult;
import io.tailrace.admin.drift.Reconciler;
import java.util.Locale;

/** {@code tailrace_admin_streams{state}}: how many declared streams the last round found in each state. */
final class StreamMetrics implements MeterBinder {

    private final Reconciler reconciler;

    StreamMetrics(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (StreamResult.Outcome outcome : StreamResult.Outcome.values()) {
            Gauge.builder("tailrace.admin.streams", () -> count(outcome))
                    .description("Declared streams by what the last comparison with the broker found")
                    .tag("state", outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("tailrace.admin.differences", this::differences)
                .description("Fields of declared streams that are not as they are wanted")
                .register(registry);
    }

    private long count(StreamResult.Outcome outcome) {
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

package io.tailrace.agent.operations;

import io.tailrace.agent.Agent;
import io.tailrace.agent.shipping.ShippingView;
import io.tailrace.agent.source.Source;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sums over all sources, taken afresh when a scrape asks and the last ones are older than a second. */
final class AgentGauges {

    private static final long VALID = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Agent> agent;
    private @Nullable Sums sums;

    AgentGauges(Supplier<Agent> agent) {
        this.agent = agent;
    }

    private record Sums(
            long takenAt,
            long lagBytes,
            double lagSeconds,
            long inFlightBytes,
            long pinnedBytes,
            Map<SourceState, Integer> sources) {

        static Sums of(ShippingView view) {
            long now = System.nanoTime();
            long lagBytes = 0;
            long lagNanos = 0;
            Map<SourceState, Integer> states = new EnumMap<>(SourceState.class);
            for (Source source : view.sources()) {
                lagBytes += source.lag();
                lagNanos = Math.max(lagNanos, source.lagNanos(now));
                states.merge(SourceState.of(source), 1, Integer::sum);
            }
            states.merge(SourceState.HELD, view.held().size(), Integer::sum);
            states.merge(SourceState.COPY, view.copies().size(), Integer::sum);
            return new Sums(now, lagBytes, lagNanos / 1e9, view.outbox().inFlightBytes(), view.pinnedBytes(), states);
        }
    }

    double lagBytes() {
        Sums now = sums();
        return now == null ? Double.NaN : now.lagBytes();
    }

    double lagSeconds() {
        Sums now = sums();
        return now == null ? Double.NaN : now.lagSeconds();
    }

    double inFlightBytes() {
        Sums now = sums();
        return now == null ? Double.NaN : now.inFlightBytes();
    }

    double pinnedBytes() {
        Sums now = sums();
        return now == null ? Double.NaN : now.pinnedBytes();
    }

    double sources(SourceState state) {
        Sums now = sums();
        return now == null ? Double.NaN : now.sources().getOrDefault(state, 0);
    }

    private synchronized @Nullable Sums sums() {
        if (sums == null || System.nanoTime() - sums.takenAt() > VALID) {
            sums = ask();
        }
        return sums;
    }

    private @Nullable Sums ask() {
        CompletableFuture<Sums> answer = agent.get().ask(Sums::of);
        try {
            return answer == null ? null : answer.get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return null; // Shown as NaN: an agent that does not answer has no figures.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}

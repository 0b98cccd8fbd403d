package io.tailrace.collector.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tailrace.collector.commit.CollectorEvents;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.GapReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts what happens: {@code tailrace_collector_*}. */
public final class CollectorMetrics implements CollectorEvents {

    static final String PREFIX = "tailrace.collector.";

    private final Counter archivedBytes;
    private final Counter archivedLines;
    private final Map<Outcome, Counter> messages = new EnumMap<>(Outcome.class);
    private final Map<DeadLetter.Reason, Counter> deadLetters = new EnumMap<>(DeadLetter.Reason.class);
    private final Map<GapReason, Counter> gaps = new EnumMap<>(GapReason.class);
    private final Counter commits;
    private final Timer commit;
    private final DistributionSummary commitFiles;
    private final Timer durable;
    private final Clock clock;

    /** @param clock compared with {@code Log-Time}, which is another machine's */
    public CollectorMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        archivedBytes = Counter.builder(PREFIX + "archived.bytes")
                .description("bytes that were new and were written to the archive")
                .baseUnit("bytes")
                .register(registry);
        archivedLines = Counter.builder(PREFIX + "archived.lines")
                .description("line ends among the bytes that were written to the archive")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            messages.put(
                    outcome,
                    Counter.builder(PREFIX + "messages")
                            .description("messages by what became of them")
                            .tag("outcome", label(outcome))
                            .register(registry));
        }
        for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
            deadLetters.put(
                    reason,
                    Counter.builder(PREFIX + "dead.letters")
                            .description("messages that could not be archived")
                            .tag("reason", label(reason))
                            .register(registry));
        }
        for (GapReason reason : GapReason.values()) {
            gaps.put(
                    reason,
                    Counter.builder(PREFIX + "gap.bytes")
                            .description("bytes that were found to be missing")
                            .baseUnit("bytes")
                            .tag("reason", reason.label())
                            .register(registry));
        }
        commits = Counter.builder(PREFIX + "commits")
                .description("durable commits")
                .register(registry);
        commit = Timer.builder(PREFIX + "commit")
                .description("time of a commit, from the first sync to the acknowledgement")
                .serviceLevelObjectives(millis(1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000))
                .register(registry);
        commitFiles = DistributionSummary.builder(PREFIX + "commit.files")
                .description("archive files of a commit")
                .register(registry);
        durable = Timer.builder(PREFIX + "durable")
                .description("from reading a span on its host to its being durable in the archive")
                .serviceLevelObjectives(
                        millis(10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 60_000, 300_000, 3_600_000, 86_400_000))
                .register(registry);
    }

    @Override
    public void handled(Outcome outcome, long bytes, long lines) {
        counter(messages, outcome).increment();
        archivedBytes.increment((double) bytes);
        archivedLines.increment((double) lines);
    }

    @Override
    public void deadLetter(DeadLetter.Reason reason) {
        counter(deadLetters, reason).increment();
    }

    @Override
    public void gap(GapReason reason, long bytes) {
        counter(gaps, reason).increment((double) bytes);
    }

    @Override
    public void committed(int files, long nanos) {
        commits.increment();
        commit.record(nanos, TimeUnit.NANOSECONDS);
        commitFiles.record(files);
    }

    @Override
    public void durable(long[] readMicros) {
        if (readMicros.length == 0) {
            return;
        }
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        for (long read : readMicros) {
            durable.record(Math.max(0, now - read), TimeUnit.MICROSECONDS);
        }
    }

    private static <K extends Enum<K>> Counter counter(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter == null) {
            throw new IllegalStateException("there is no counter for " + key);
        }
        return counter;
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Duration[] millis(long... millis) {
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}

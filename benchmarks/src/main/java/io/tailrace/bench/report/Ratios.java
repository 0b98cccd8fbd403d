package io.tailrace.bench.report;

import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Results;
import io.tailrace.bench.figure.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which figure is limited by which: the ratios that the table prints. */
final class Ratios {

    /**
     * A limit.
     *
     * @param metric whose figures are the limit
     * @param words what it is called behind the ratio
     */
    record Limit(String metric, String words) {}

    private static final Limit PLAIN = new Limit("plain.rate", "of plain jnats");
    private static final Limit PLAIN_SINGLE = new Limit("plain-one-line.rate", "of plain jnats");
    private static final Limit NATS_BENCH = new Limit("nats-bench.rate", "of nats bench");
    private static final Limit NATS_BENCH_SINGLE = new Limit("nats-bench-one-line.rate", "of nats bench");
    private static final Limit DISK = new Limit("disk.throughput", "of the disk");
    private static final Limit BARE = new Limit("bare-consumer.rate", "of a bare consumer");

    private static final Map<String, List<Limit>> LIMITS = Map.ofEntries(
            Map.entry("backlog.rate", List.of(PLAIN, NATS_BENCH)),
            Map.entry("backlog.agent cpu", List.of(new Limit("plain.client cpu", "of plain jnats"))),
            Map.entry("files.rate", List.of(PLAIN, NATS_BENCH)),
            Map.entry("plain.rate", List.of(NATS_BENCH)),
            Map.entry("one-line.rate", List.of(PLAIN_SINGLE, NATS_BENCH_SINGLE)),
            Map.entry("one-line.agent cpu", List.of(new Limit("plain-one-line.client cpu", "of plain jnats"))),
            Map.entry("plain-one-line.rate", List.of(NATS_BENCH_SINGLE)),
            Map.entry("archive.rate", List.of(BARE)),
            Map.entry("archive.throughput", List.of(DISK)),
            Map.entry("bare-consumer.throughput", List.of(DISK)),
            Map.entry("end-to-end.rate", List.of(PLAIN)),
            Map.entry("end-to-end.throughput", List.of(DISK)),
            Map.entry("busy.resident", List.of(new Limit("empty-jar.resident", "of an empty Boot service"))),
            Map.entry("start-jar.to first line", List.of(new Limit("empty-jar.to ready", "of an empty Boot service"))),
            Map.entry("start-cds.to first line", List.of(new Limit("empty-cds.to ready", "of an empty Boot service"))),
            Map.entry("start-aot.to first line", List.of(new Limit("empty-aot.to ready", "of an empty Boot service"))));

    private final Results results;

    Ratios(Results results) {
        this.results = results;
    }

    /** All ratios of a metric, in words. */
    String of(Metric metric) {
        List<String> ratios = new ArrayList<>();
        for (Limit limit : LIMITS.getOrDefault(metric.key(), List.of())) {
            Optional<Samples> ratio = results.ratio(metric.key(), limit.metric());
            ratio.ifPresent(samples -> ratios.add("%.0f %% %s".formatted(samples.median() * 100, limit.words())));
        }
        return String.join(", ", ratios);
    }
}

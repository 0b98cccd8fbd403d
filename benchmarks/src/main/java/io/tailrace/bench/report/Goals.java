package io.tailrace.bench.report;

import static io.tailrace.bench.report.Goal.atLeast;
import static io.tailrace.bench.report.Goal.atMost;

import io.tailrace.bench.figure.Results;
import io.tailrace.bench.figure.Samples;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.peer.KnownPeers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The table "To reach" of issue 5, and how far it is reached. Informative: no exit code depends on it. */
public final class Goals {

    private static final double NONE = Double.NaN;

    private static final List<Goal> ALL = List.of(
            atLeast("backlog, of plain jnats", Unit.PERCENT, 90, NONE, ratio("backlog.rate", "plain.rate")),
            atLeast("backlog, of nats bench", Unit.PERCENT, NONE, 70, ratio("backlog.rate", "nats-bench.rate")),
            atLeast("backlog, times the best acked peer", Unit.TIMES, 10, NONE, KnownPeers.BACKLOG::advantage),
            atLeast(
                    "one line a message, of plain jnats",
                    Unit.PERCENT,
                    80,
                    95,
                    ratio("one-line.rate", "plain-one-line.rate")),
            atLeast("one line a message, times the best peer", Unit.TIMES, 1, NONE, KnownPeers.ONE_LINE::advantage),
            atLeast(
                    "stream -> archive, of a bare consumer",
                    Unit.PERCENT,
                    80,
                    NONE,
                    ratio("archive.rate", "bare-consumer.rate")),
            atLeast("end to end, times the best peer pair", Unit.TIMES, 20, 30, KnownPeers.END_TO_END::advantage),
            atMost("agent, backlog", Unit.CPU_SECONDS_PER_MILLION_LINES, 1.5, 0.8, figure("backlog.agent cpu")),
            atMost(
                    "append -> stored p50, 1,000 lines/s",
                    Unit.MILLISECONDS,
                    2,
                    NONE,
                    figure("steady-1000.append to stored p50")),
            atMost(
                    "append -> stored p99, 1,000 lines/s",
                    Unit.MILLISECONDS,
                    4,
                    NONE,
                    figure("steady-1000.append to stored p99")),
            atMost(
                    "append -> durable p99, 1,000 lines/s",
                    Unit.MILLISECONDS,
                    150,
                    NONE,
                    figure("steady-1000.append to durable p99")),
            atMost("agent at 1,000 lines/s", Unit.PERCENT_OF_A_CORE, 8, 4, figure("steady-1000.agent cpu")),
            atMost("agent at 20,000 lines/s", Unit.PERCENT_OF_A_CORE, 20, 10, figure("steady-20000.agent cpu")),
            atMost("agent resident, busy", Unit.MEBIBYTES, 160, 128, figure("busy.resident")),
            atMost("agent heap, busy", Unit.MEBIBYTES, 32, NONE, figure("busy.heap committed")),
            atMost("agent growth, busy", Unit.MEBIBYTES, 2, NONE, figure("busy.growth, first half to second")),
            atMost(
                    "10,000 idle files, start to all found",
                    Unit.SECONDS,
                    5,
                    NONE,
                    figure("idle-many.start to all found")),
            atMost("10,000 idle files", Unit.PERCENT_OF_A_CORE, 1, 0.2, figure("idle-many.agent cpu")),
            atMost(
                    "10,000 idle files, more than with one",
                    Unit.MEBIBYTES,
                    40,
                    NONE,
                    difference("idle-many.resident", "idle-one.resident")),
            atMost("collector, 1,000 hosts", Unit.PERCENT_OF_A_CORE, 30, NONE, figure("hosts.collector cpu")),
            atMost(
                    "published -> durable p99, 1,000 hosts",
                    Unit.MILLISECONDS,
                    1000,
                    NONE,
                    figure("hosts.published to durable p99")),
            atMost("start to first line, class-data sharing", Unit.SECONDS, 3, 1.5, figure("start-cds.to first line")),
            atMost("start to first line, AOT cache", Unit.SECONDS, 2, 1.5, figure("start-aot.to first line")));

    private Goals() {}

    private static Function<Results, Optional<Double>> figure(String key) {
        return results -> results.median(key);
    }

    private static Function<Results, Optional<Double>> ratio(String key, String limit) {
        return results -> results.ratio(key, limit).map(Samples::median).map(ratio -> ratio * 100);
    }

    private static Function<Results, Optional<Double>> difference(String key, String less) {
        return results ->
                results.median(key).flatMap(value -> results.median(less).map(other -> value - other));
    }

    /** One line a goal, of those whose workload was run. */
    public static String of(Results results) {
        Table table = new Table("to reach", ">measured", ">goal", ">beyond", "unit", "");
        for (Goal goal : ALL) {
            goal.value()
                    .apply(results)
                    .ifPresent(value -> table.row(
                            goal.words(),
                            goal.unit().format(value),
                            goal.bound(goal.goal()),
                            goal.bound(goal.stretch()),
                            goal.unit().symbol(),
                            goal.verdict(value)));
        }
        return table.isEmpty() ? "" : table.text();
    }
}

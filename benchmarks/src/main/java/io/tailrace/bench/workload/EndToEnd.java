package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.ArchiveCheck;
import io.tailrace.bench.check.StreamCheck;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.machine.WallClock;
import io.tailrace.bench.place.AckWatch;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A file appears and is shipped and archived, with agent, broker and collector on this machine. */
final class EndToEnd implements Workload {

    static final String NAME = "end-to-end";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Metric RATE = new Metric(NAME, "rate", Unit.LINES_PER_SECOND);
    private static final Metric THROUGHPUT = new Metric(NAME, "throughput", Unit.MEGABYTES_PER_SECOND);
    private static final Metric AGENT_CPU = new Metric(NAME, "agent cpu", Unit.CPU_SECONDS_PER_MILLION_LINES);
    private static final Metric COLLECTOR_CPU = new Metric(NAME, "collector cpu", Unit.CPU_SECONDS_PER_MILLION_LINES);
    private static final Metric SERVER_CPU = new Metric(NAME, "nats-server cpu", Unit.CPU_SECONDS_PER_MILLION_LINES);

    private final long lines;

    EndToEnd(long lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "file -> archive";
    }

    @Override
    public List<String> limits() {
        return List.of(Workloads.PLAIN, DiskSync.NAME);
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        Path data = place.bench().lines(lines);
        String durable = Workplace.durable(Workplace.subject().partition());
        try (AckWatch acks = new AckWatch(place.broker().connection())) {
            ServiceProcess collector = place.collector();
            ServiceProcess agent = place.agent();
            place.awaitReady(collector, agent);
            AgentWatch watch = new AgentWatch(place, agent);
            Path warmUp = WarmUp.of(place, watch, lines);
            List<Long> processes =
                    List.of(agent.pid(), collector.pid(), place.broker().pid());
            double[] before = cpuSeconds(processes);
            long start = WallClock.nanos();
            Path file = place.appear(data, "backlog.log");
            watch.awaitAcked(Files.size(warmUp) + lines * NumberedLines.LENGTH);
            long last = place.broker().stream().getLastSequence();
            acks.await(durable, last, PATIENCE);
            double seconds = (acks.nanos(durable, last).orElseThrow() - start) / 1e9;
            double[] after = cpuSeconds(processes);
            StreamCheck.require(place.broker().connection(), List.of(warmUp, file));
            ArchiveCheck.require(place.archive(), List.of(warmUp, file));
            return List.of(
                    RATE.of(lines / seconds),
                    THROUGHPUT.of((double) lines * NumberedLines.LENGTH / seconds / 1e6),
                    AGENT_CPU.of((after[0] - before[0]) / lines * 1e6),
                    COLLECTOR_CPU.of((after[1] - before[1]) / lines * 1e6),
                    SERVER_CPU.of((after[2] - before[2]) / lines * 1e6));
        }
    }

    private static double[] cpuSeconds(List<Long> processes) throws IOException {
        double[] seconds = new double[processes.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = AgentWatch.cpuSeconds(processes.get(i));
        }
        return seconds;
    }
}

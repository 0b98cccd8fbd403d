package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.ArchiveCheck;
import io.tailrace.bench.check.Latencies;
import io.tailrace.bench.check.StreamCheck;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Percentiles;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.Append;
import io.tailrace.bench.input.SteadyWriter;
import io.tailrace.bench.machine.WallClock;
import io.tailrace.bench.place.AckWatch;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One file grows at a steady rate: how soon its lines are stored and durable, and what it costs. */
final class Steady implements Workload {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final int rate;
    private final Metric agentCpu;
    private final Metric collectorCpu;
    private final Metric storedMedian;
    private final Metric stored99;
    private final Metric durableMedian;
    private final Metric durable99;

    /** @param rate lines a second */
    Steady(int rate) {
        this.rate = rate;
        this.name = "steady-" + rate;
        this.agentCpu = new Metric(name, "agent cpu", Unit.PERCENT_OF_A_CORE);
        this.collectorCpu = new Metric(name, "collector cpu", Unit.PERCENT_OF_A_CORE);
        this.storedMedian = new Metric(name, "append to stored p50", Unit.MILLISECONDS);
        this.stored99 = new Metric(name, "append to stored p99", Unit.MILLISECONDS);
        this.durableMedian = new Metric(name, "append to durable p50", Unit.MILLISECONDS);
        this.durable99 = new Metric(name, "append to durable p99", Unit.MILLISECONDS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return "%,d lines/s".formatted(rate);
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        String durable = Workplace.durable(Workplace.subject().partition());
        try (AckWatch acks = new AckWatch(place.broker().connection())) {
            ServiceProcess collector = place.collector();
            ServiceProcess agent = place.agent();
            place.awaitReady(collector, agent);
            SteadyWriter writer = new SteadyWriter(place.logs().resolve("steady.log"), rate);
            long from;
            double agentSeconds;
            double collectorSeconds;
            double seconds;
            try (writer) {
                writer.start();
                Poll.pause(place.scale().settle());
                from = WallClock.nanos();
                agentSeconds = -AgentWatch.cpuSeconds(agent.pid());
                collectorSeconds = -AgentWatch.cpuSeconds(collector.pid());
                Poll.pause(place.scale().steady());
                agentSeconds += AgentWatch.cpuSeconds(agent.pid());
                collectorSeconds += AgentWatch.cpuSeconds(collector.pid());
                seconds = (WallClock.nanos() - from) / 1e9;
            }
            new AgentWatch(place, agent).awaitAcked(writer.bytes());
            acks.await(durable, place.broker().stream().getLastSequence(), PATIENCE);
            StreamCheck.require(place.broker().connection(), List.of(writer.file()));
            ArchiveCheck.require(place.archive(), List.of(writer.file()));
            List<Append> appends = writer.appendsSince(from);
            Latencies latencies = Latencies.read(place.broker().connection());
            Percentiles stored = latencies.stored(appends);
            Percentiles archived = latencies.until(
                    appends, sequence -> acks.nanos(durable, sequence).orElseThrow());
            return List.of(
                    agentCpu.of(agentSeconds / seconds * 100),
                    collectorCpu.of(collectorSeconds / seconds * 100),
                    storedMedian.of(stored.millis(50)),
                    stored99.of(stored.millis(99)),
                    durableMedian.of(archived.millis(50)),
                    durable99.of(archived.millis(99)));
        }
    }
}

package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.ArchiveCheck;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Percentiles;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.machine.ResidentMemory;
import io.tailrace.bench.place.AckWatch;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.ServiceProcess;
import io.tailrace.suite.proof.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Many hosts that write a line a second each, and one collector for all of them. */
final class ManyHosts implements Workload {

    private static final String NAME = "hosts";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Metric CPU = new Metric(NAME, "collector cpu", Unit.PERCENT_OF_A_CORE);
    private static final Metric LAG_MEDIAN = new Metric(NAME, "published to durable p50", Unit.MILLISECONDS);
    private static final Metric LAG = new Metric(NAME, "published to durable p99", Unit.MILLISECONDS);
    private static final Metric MEMORY = new Metric(NAME, "collector resident", Unit.MEBIBYTES);

    private final int hosts;

    ManyHosts(int hosts) {
        this.hosts = hosts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "%,d hosts, 1 line/s each".formatted(hosts);
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        try (AckWatch acks = new AckWatch(place.broker().connection());
                Fleet fleet = new Fleet(place.broker().connection(), hosts)) {
            ServiceProcess collector = place.collector();
            place.awaitReady(collector);
            fleet.start();
            Poll.pause(place.scale().settle());
            double before = AgentWatch.cpuSeconds(collector.pid());
            long start = System.nanoTime();
            fleet.count();
            Poll.pause(place.scale().steady());
            fleet.stop();
            double cpu = AgentWatch.cpuSeconds(collector.pid()) - before;
            double seconds = (System.nanoTime() - start) / 1e9;
            for (Fleet.Published last : fleet.lastOfEachPartition()) {
                acks.await(Workplace.durable(last.partition()), last.sequence(), PATIENCE);
            }
            ResidentMemory resident = ResidentMemory.of(collector.pid());
            compare(place, fleet);
            Percentiles lag = new Percentiles(fleet.counted().stream()
                    .mapToLong(published -> acks.nanos(Workplace.durable(published.partition()), published.sequence())
                                    .orElseThrow()
                            - published.nanos())
                    .toArray());
            return List.of(
                    CPU.of(cpu / seconds * 100),
                    LAG_MEDIAN.of(lag.millis(50)),
                    LAG.of(lag.millis(99)),
                    MEMORY.of(resident.mebibytes()));
        }
    }

    private static void compare(Workplace place, Fleet fleet) throws IOException {
        Path written = place.root().resolve("written.log");
        for (FleetHost host : fleet.hosts()) {
            Files.write(written, host.written());
            Archive archive = new Archive(place.root().resolve("archive"), host.name());
            ArchiveCheck.requireIdentical(
                    written, archive.files(Path.of(FleetHost.PATH)).get(0));
        }
    }
}

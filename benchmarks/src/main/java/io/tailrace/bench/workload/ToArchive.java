package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.ArchiveCheck;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.place.AckWatch;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A stream that is full of one host's messages is archived by a collector that comes to it. */
final class ToArchive implements Workload {

    static final String NAME = "archive";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Metric CPU = new Metric(NAME, "collector cpu", Unit.CPU_SECONDS_PER_MILLION_LINES);

    private final Archiving archiving = new Archiving(NAME);
    private final long lines;

    ToArchive(long lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "stream -> archive";
    }

    @Override
    public List<String> limits() {
        return List.of(BareArchiving.NAME, DiskSync.NAME);
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        Path file = place.bench().lines(lines);
        FullStream.of(place, file);
        long last = place.broker().stream().getLastSequence();
        String durable = Workplace.durable(Workplace.subject().partition());
        try (AckWatch acks = new AckWatch(place.broker().connection())) {
            ServiceProcess collector = place.collector();
            // It does not wait until it is ready, so neither do we: its first commit is where the counting begins.
            acks.await(durable, 1, PATIENCE);
            double cpuBefore = AgentWatch.cpuSeconds(collector.pid());
            double part = (double) (last - acks.of(durable).lastKey()) / last;
            acks.await(durable, last, PATIENCE);
            double cpu = AgentWatch.cpuSeconds(collector.pid()) - cpuBefore;
            ArchiveCheck.require(place.archive(), List.of(file));
            List<Figure> figures = new ArrayList<>(archiving.figures(acks.of(durable), last, lines));
            if (part > 0) {
                figures.add(CPU.of(cpu / (lines * part) * 1e6));
            }
            return figures;
        }
    }
}

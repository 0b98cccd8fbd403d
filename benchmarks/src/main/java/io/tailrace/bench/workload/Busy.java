package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.StreamCheck;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.SteadyWriter;
import io.tailrace.bench.machine.ResidentMemory;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An agent that is busy for long: the memory that it takes, and whether it takes more and more. */
final class Busy implements Workload {

    private static final String NAME = "busy";
    private static final int RATE = 20_000;
    private static final int LOOKS = 20;
    private static final double MEBIBYTE = 1024.0 * 1024;

    private static final Metric MEMORY = new Metric(NAME, "resident", Unit.MEBIBYTES);
    private static final Metric ANONYMOUS = new Metric(NAME, "resident, anonymous", Unit.MEBIBYTES);
    private static final Metric FILES = new Metric(NAME, "resident, of files", Unit.MEBIBYTES);
    private static final Metric HEAP = new Metric(NAME, "heap committed", Unit.MEBIBYTES);
    private static final Metric GROWTH = new Metric(NAME, "growth, first half to second", Unit.MEBIBYTES);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "busy with %,d lines/s".formatted(RATE);
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        ServiceProcess agent = place.agent();
        place.awaitReady(agent);
        SteadyWriter writer = new SteadyWriter(place.logs().resolve("busy.log"), RATE);
        Duration interval = place.scale().busy().dividedBy(LOOKS);
        List<ResidentMemory> looks = new ArrayList<>();
        try (writer) {
            writer.start();
            Poll.pause(place.scale().settle());
            for (int look = 0; look < LOOKS; look++) {
                Poll.pause(interval);
                looks.add(ResidentMemory.of(agent.pid()));
            }
        }
        AgentWatch watch = new AgentWatch(place, agent);
        watch.awaitAcked(writer.bytes());
        StreamCheck.require(place.broker().connection(), List.of(writer.file()));
        ResidentMemory end = looks.get(LOOKS - 1);
        return List.of(
                MEMORY.of(end.mebibytes()),
                ANONYMOUS.of(end.anonymousMebibytes()),
                FILES.of(end.fileBackedMebibytes()),
                HEAP.of(watch.heapCommitted() / MEBIBYTE),
                GROWTH.of(mean(looks.subList(LOOKS / 2, LOOKS)) - mean(looks.subList(0, LOOKS / 2))));
    }

    private static double mean(List<ResidentMemory> looks) {
        return looks.stream().mapToDouble(ResidentMemory::mebibytes).average().orElseThrow();
    }
}

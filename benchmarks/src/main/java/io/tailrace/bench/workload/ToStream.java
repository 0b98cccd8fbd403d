package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.StreamCheck;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.machine.WallClock;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files appear, all of their bytes at once, and are shipped to the stream. Measured from their appearing to the time at which the
 * broker stored the last message.
 */
final class ToStream implements Workload {

    private final String name;
    private final String title;
    private final int files;
    private final long linesOfEach;
    private final List<String> limits;
    private final String[] arguments;
    private final Metric rate;
    private final Metric throughput;
    private final Metric cpu;
    private final Metric pauses;
    private final Metric messages;

    /**
     * @param lines over all files
     * @param limits to compare with
     * @param arguments of the agent, beyond the usual ones
     */
    ToStream(String name, String title, int files, long lines, List<String> limits, String... arguments) {
        this.name = name;
        this.title = title;
        this.files = files;
        this.linesOfEach = lines / files;
        this.limits = limits;
        this.arguments = arguments;
        this.rate = new Metric(name, "rate", Unit.LINES_PER_SECOND);
        this.throughput = new Metric(name, "throughput", Unit.MEGABYTES_PER_SECOND);
        this.cpu = new Metric(name, "agent cpu", Unit.CPU_SECONDS_PER_MILLION_LINES);
        this.pauses = new Metric(name, "agent collecting garbage", Unit.PERCENT);
        this.messages = new Metric(name, "messages", Unit.COUNT);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<String> limits() {
        return limits;
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        List<Path> backlog = place.bench().files(files, linesOfEach);
        double count = (double) files * linesOfEach;
        ServiceProcess agent = place.agent(arguments);
        place.awaitReady(agent);
        AgentWatch watch = new AgentWatch(place, agent);
        Path warmUp = WarmUp.of(place, watch, files * linesOfEach);
        double pausesBefore = watch.pauseSeconds();
        double cpuBefore = watch.cpuSeconds();
        long start = WallClock.nanos();
        List<Path> shipped = new ArrayList<>(List.of(warmUp));
        for (Path file : backlog) {
            shipped.add(place.appear(file, "backlog-" + shipped.size() + ".log"));
        }
        watch.awaitAcked(Files.size(warmUp) + files * linesOfEach * NumberedLines.LENGTH);
        double seconds = (place.broker().lastStored() - start) / 1e9;
        double cpuSeconds = watch.cpuSeconds() - cpuBefore;
        double pauseSeconds = watch.pauseSeconds() - pausesBefore;
        long stored = StreamCheck.require(place.broker().connection(), shipped);
        return List.of(
                rate.of(count / seconds),
                throughput.of(count * NumberedLines.LENGTH / seconds / 1e6),
                cpu.of(cpuSeconds / count * 1e6),
                pauses.of(pauseSeconds / seconds * 100),
                messages.of((double) stored));
    }
}

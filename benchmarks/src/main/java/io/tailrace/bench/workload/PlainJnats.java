package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.check.StreamCheck;
import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.place.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The limit of an agent: messages that were made beforehand, published by jnats in a window. */
final class PlainJnats implements Workload {

    private final String name;
    private final String title;
    private final long lines;
    private final int maxLines;
    private final Metric rate;
    private final Metric throughput;
    private final Metric cpu;

    /** @param maxLines lines a message, 0 for as many as fit */
    PlainJnats(String name, String title, long lines, int maxLines) {
        this.name = name;
        this.title = title;
        this.lines = lines;
        this.maxLines = maxLines;
        this.rate = new Metric(name, "rate", Unit.LINES_PER_SECOND);
        this.throughput = new Metric(name, "throughput", Unit.MEGABYTES_PER_SECOND);
        this.cpu = new Metric(name, "client cpu", Unit.CPU_SECONDS_PER_MILLION_LINES);
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
    public List<Figure> run(Workplace place) throws IOException, InterruptedException, JetStreamApiException {
        Path file = place.bench().lines(lines);
        Map<String, Double> printed = FullStream.publish(place, file, maxLines)
                .lines()
                .filter(line -> line.matches("\\w+=[\\d.E-]+"))
                .map(line -> line.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Double.parseDouble(pair[1])));
        StreamCheck.require(place.broker().connection(), List.of(file));
        double seconds = printed.getOrDefault("seconds", 0.0);
        return List.of(
                rate.of(lines / seconds),
                throughput.of((double) lines * NumberedLines.LENGTH / seconds / 1e6),
                cpu.of(printed.getOrDefault("cpu", 0.0) / lines * 1e6));
    }
}

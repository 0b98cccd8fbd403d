package io.tailrace.bench.workload;

import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.place.Child;
import io.tailrace.bench.place.Workplace;
import io.tailrace.suite.process.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the broker takes from the fastest client there is: {@code nats bench js pub async}, whose payload is nothing in particular. */
final class NatsBench implements Workload {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Path nats;
    private final String name;
    private final String title;
    private final int size;
    private final long messages;
    private final Metric rate;
    private final Metric throughput;

    /**
     * @param nats the program
     * @param size payload of a message in bytes
     * @param lines that so many bytes would be
     */
    NatsBench(Path nats, String name, String title, int size, long lines) {
        this.nats = nats;
        this.name = name;
        this.title = title;
        this.size = size;
        this.messages = lines * NumberedLines.LENGTH / size;
        this.rate = new Metric(name, "rate", Unit.LINES_PER_SECOND);
        this.throughput = new Metric(name, "throughput", Unit.MEGABYTES_PER_SECOND);
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
    public List<Figure> run(Workplace place) throws IOException, InterruptedException {
        Path csv = place.root().resolve("bench.csv");
        try (Child bench = place.program(
                "nats-bench",
                List.of(
                        nats.toString(),
                        "--server=" + place.broker().url(),
                        "bench",
                        "js",
                        "pub",
                        "async",
                        Workplace.subject().toString(),
                        "--stream=" + Suite.STREAM,
                        "--size=" + size,
                        "--msgs=" + messages,
                        "--no-progress",
                        "--csv=" + csv))) {
            bench.await(TIMEOUT);
        }
        double bytesPerSecond = bytesPerSecond(Files.readString(csv));
        return List.of(rate.of(bytesPerSecond / NumberedLines.LENGTH), throughput.of(bytesPerSecond / 1e6));
    }

    /** What the CSV of natscli says in its column BytesPerSec. */
    static double bytesPerSecond(String csv) {
        List<String> lines = csv.lines().toList();
        int column = List.of(lines.get(0).replace("#", "").split(",", -1)).indexOf("BytesPerSec");
        if (column < 0 || lines.size() < 2) {
            throw new IllegalStateException("nats bench has written another table:\n" + csv);
        }
        return Double.parseDouble(lines.get(1).split(",", -1)[column]);
    }
}

package io.tailrace.suite.demo;

import io.tailrace.suite.writer.AccessLines;
import io.tailrace.suite.writer.ApplicationLines;
import io.tailrace.suite.writer.JsonLines;
import io.tailrace.suite.writer.Lines;
import io.tailrace.suite.writer.LogFile;
import io.tailrace.suite.writer.LogWriter;
import io.tailrace.suite.writer.Plan;
import io.tailrace.suite.writer.Rotation;
import io.tailrace.suite.writer.RotationListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** The logs that the demo writes: a web server's, an application's and a structured one. */
final class Workload implements AutoCloseable {

    private static final int SEED = 42;

    private final List<LogWriter> writers = new ArrayList<>();
    private final DemoOptions options;
    private final RotationListener listener;
    private final Path logs;
    private final Path copies;

    /**
     * Creates the files; {@link #start} begins to write.
     *
     * @param logs where the files are
     * @param copies where the writers keep their own copies
     */
    Workload(DemoOptions options, Path logs, Path copies, RotationListener listener) throws IOException {
        this.options = options;
        this.listener = listener;
        this.logs = Files.createDirectories(logs);
        this.copies = Files.createDirectories(copies);
        Clock clock = Clock.systemUTC();
        Random random = new Random(SEED);
        int part = Math.max(1, options.rate() / 10);
        int rest = Math.max(1, options.rate() - 5 * part);
        add("access.log", new AccessLines(random, clock), rest, Rotation.RENAME, 3);
        add("orders.log", new ApplicationLines(new Random(SEED), clock), 3 * part, Rotation.COPY_TRUNCATE, 2);
        add("events.json.log", new JsonLines(new Random(SEED), clock), 2 * part, Rotation.RENAME, 2);
    }

    private void add(String name, Lines lines, int rate, Rotation rotation, int rotations) throws IOException {
        Plan plan = new Plan(lines, rate, options.duration(), rotation, rotations);
        writers.add(new LogWriter(new LogFile(logs.resolve(name), copies), plan, listener));
    }

    List<LogFile> files() {
        return writers.stream().map(LogWriter::file).toList();
    }

    /** Completes when everything is written, or with what kept it from being written. */
    CompletableFuture<Void> start() {
        return CompletableFuture.allOf(writers.stream().map(LogWriter::start).toArray(CompletableFuture<?>[]::new));
    }

    /** Stops writing. The files and the copies stay. */
    @Override
    public void close() throws IOException {
        for (LogWriter writer : writers) {
            writer.close();
        }
    }
}

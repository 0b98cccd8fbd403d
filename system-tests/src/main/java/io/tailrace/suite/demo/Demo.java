package io.tailrace.suite.demo;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.Session;
import io.tailrace.suite.process.Suite;
import io.tailrace.suite.process.SuiteDirectory;
import io.tailrace.suite.process.SuiteSettings;
import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.proof.Arrival;
import io.tailrace.suite.proof.Proof;
import io.tailrace.suite.proof.StreamAudit;
import io.tailrace.suite.proof.Verdict;
import io.tailrace.suite.proof.Verdict.Identical;
import io.tailrace.suite.screen.Screen;
import io.tailrace.suite.screen.Shown;
import io.tailrace.suite.writer.Generation;
import io.tailrace.suite.writer.LogFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** {@code bin/demo}: writes and rotates logs while the suite ships them, then compares every file with its archive. */
public final class Demo {

    private static final String HOST = "web-1.example.com";
    // A restarted service, or the last line without line end, is quicker than that.
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofMillis(50);

    private final DemoOptions options;
    private final Screen screen;

    private Demo(DemoOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
    }

    /**
     * Runs all of it.
     *
     * @param arguments the command line
     * @param out shows what happens
     * @return whether the archive was proved to be identical
     * @throws io.tailrace.suite.command.UsageException when the command line makes no sense
     */
    public static boolean run(List<String> arguments, PrintStream out)
            throws IOException, InterruptedException, JetStreamApiException {
        return new Demo(DemoOptions.parse(arguments), Screen.of(out, PLAIN_INTERVAL)).run();
    }

    private boolean run() throws IOException, InterruptedException, JetStreamApiException {
        try (Session session = Session.temporary("demo", Demo::settings)) {
            start(session);
            Verdict verdict = ship(session.suite());
            boolean proven = verdict instanceof Identical;
            if (!proven || options.keep()) {
                session.keepDirectory();
                screen.event("everything is left in " + session.directory().root());
            }
            screen.event(lastLine(verdict));
            if (proven && options.keep()) {
                awaitInterrupt();
            }
            return proven;
        }
    }

    private static SuiteSettings settings(SuiteDirectory directory) {
        return SuiteSettings.of(HOST, "demo", logs(directory) + "/*.log");
    }

    private static Path logs(SuiteDirectory directory) {
        return directory.root().resolve("logs");
    }

    private void start(Session session) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        screen.event("starting nats-server, log-agent, log-collector and stream-admin");
        session.suite().start();
        session.suite().awaitReady();
        screen.event(String.format(Locale.ROOT, "ready after %.1f s", (System.nanoTime() - begin) / 1e9));
        Addresses.of(session.suite()).forEach(screen::event);
        screen.event("  logs           " + logs(session.directory()) + ", " + options.rate() + " lines/s");
    }

    private Verdict ship(Suite suite) throws IOException, InterruptedException, JetStreamApiException {
        SuiteDirectory directory = suite.directory();
        Rotations rotations = new Rotations(suite.service(Service.AGENT).actuator(), screen);
        try (Workload workload =
                new Workload(options, logs(directory), directory.root().resolve("written"), rotations)) {
            Archive archive = new Archive(directory.archive(), HOST);
            Progress progress = new Progress(
                    workload.files(), archive, suite.service(Service.AGENT).actuator());
            Shown shown = new Shown(progress::now, screen);
            Kills kills = options.kill() ? Kills.during(options.duration(), suite, screen) : Kills.none(suite, screen);
            CompletableFuture<Void> writing = workload.start();
            while (!writing.isDone() || !kills.areOver()) {
                shown.tick();
                kills.tick(progress.elapsed());
                Poll.pause(TICK);
            }
            writing.join();
            screen.event("everything is written; waiting for the archive");
            Verdict verdict = awaitArrival(archive, workload.files(), shown);
            shown.now();
            screen.event(audit(suite));
            return verdict;
        }
    }

    private static Verdict awaitArrival(Archive archive, List<LogFile> files, Shown shown)
            throws IOException, InterruptedException {
        List<List<Generation>> written =
                files.stream().map(LogFile::generations).toList();
        long expected = written.stream()
                .flatMap(List::stream)
                .mapToLong(Generation::bytes)
                .sum();
        Arrival arrival = new Arrival(
                () -> files.stream()
                        .mapToLong(file -> archive.size(file.path()))
                        .sum(),
                () -> new Proof(archive).of(written),
                PATIENCE);
        return arrival.await(expected, shown::tick);
    }

    private static String audit(Suite suite) throws IOException, InterruptedException, JetStreamApiException {
        Connection connection = suite.connect();
        try {
            StreamAudit audit = StreamAudit.read(connection, Suite.STREAM, "logs.>");
            return String.format(
                    Locale.ROOT,
                    "duplicates in the stream: %,d of %,d messages, %,d bytes",
                    audit.duplicatedMessages(),
                    audit.messages(),
                    audit.duplicatedBytes());
        } finally {
            connection.close();
        }
    }

    private static String lastLine(Verdict verdict) {
        if (verdict instanceof Identical identical) {
            return "PROVEN: %d lines, %d bytes in %d files: archive identical, 0 lost, 0 duplicated"
                    .formatted(identical.lines(), identical.bytes(), identical.files());
        }
        return "FAILED: " + verdict;
    }

    private static void awaitInterrupt() throws InterruptedException {
        Thread.currentThread().join();
    }
}

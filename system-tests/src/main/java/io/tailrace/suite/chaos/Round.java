package io.tailrace.suite.chaos;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.tailrace.suite.fault.FaultPlan;
import io.tailrace.suite.fault.Faults;
import io.tailrace.suite.fault.Lines;
import io.tailrace.suite.fault.Tally;
import io.tailrace.suite.fault.Timeline;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.Session;
import io.tailrace.suite.process.Suite;
import io.tailrace.suite.process.SuiteDirectory;
import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.proof.Arrival;
import io.tailrace.suite.proof.Assignment;
import io.tailrace.suite.proof.StreamAudit;
import io.tailrace.suite.proof.Verdict;
import io.tailrace.suite.proof.Verdict.Identical;
import io.tailrace.suite.screen.Screen;
import io.tailrace.suite.screen.Shown;
import io.tailrace.suite.workload.Workload;
import io.tailrace.suite.writer.Generation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One suite from its start to the proof: writes and rotates, does what its plan says, lets everything heal, compares. */
final class Round {

    private static final Duration TICK = Duration.ofMillis(5);
    private static final Duration HEALING_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration WRITING_AFTERWARDS = Duration.ofSeconds(2);

    // Longer than a line without line end is held, than an unanswered message is waited for, than a consumer is silent.
    private static final Duration ARRIVAL_PATIENCE = Duration.ofSeconds(60);

    private final RoundSettings settings;
    private final Workload.Settings writing;
    private final Session session;
    private final Lines lines;
    private final Timeline timeline;
    private final Screen screen;
    private final long start = System.nanoTime();

    private Round(RoundSettings settings, SuiteDirectory directory, Timeline timeline, Screen screen) {
        this.settings = settings;
        this.timeline = timeline;
        this.screen = screen;
        this.writing = RoundSuite.workload(settings, directory);
        this.lines = new Lines();
        this.session = new Session(new Suite(directory, RoundSuite.suite(settings, writing), lines));
    }

    /**
     * Runs it.
     *
     * @param directory existing and empty; deleted when everything was proven, unless it is to be kept
     * @param timeline takes down what happens
     */
    static RoundResult run(
            RoundSettings settings, SuiteDirectory directory, Timeline timeline, boolean keep, Screen screen)
            throws IOException, InterruptedException {
        Round round = new Round(settings, directory, timeline, screen);
        try (Session session = round.session) {
            RoundResult result = round.undisturbed();
            if (keep || !result.isProven()) {
                session.keepDirectory();
            }
            return result;
        }
    }

    /** Where somebody ends the process meanwhile, what comes out says nothing: then this never returns. */
    private RoundResult undisturbed() throws IOException, InterruptedException {
        try {
            return result();
        } finally {
            if (session.isClosed()) {
                Thread.currentThread().join();
            }
        }
    }

    private RoundResult result() throws IOException, InterruptedException {
        Suite suite = session.suite();
        suite.start();
        suite.awaitReady();
        Archive archive = new Archive(session.directory().archive(), RoundSuite.HOST);
        try (Workload workload = new Workload(
                        writing, archive, suite.service(Service.AGENT).actuator(), timeline::detail);
                Faults faults = new Faults(
                        suite, lines, FaultPlan.draw(settings.seed(), RoundSuite.plan(settings)), timeline)) {
            session.closeFirst(workload);
            session.closeFirst(faults);
            String problem = null;
            Verdict verdict = null;
            try {
                verdict = verdict(suite, archive, workload, faults);
            } catch (IllegalStateException e) {
                // A process has ended, or does not get ready, or nothing moves: the message says which.
                problem = String.valueOf(e.getMessage());
            }
            boolean proven = verdict instanceof Identical;
            if (!proven) {
                Evidence.take(suite);
            }
            return new RoundResult(
                    verdict,
                    problem,
                    faults.counts(),
                    workload.generations(),
                    workload.rotations(),
                    audit(suite),
                    elapsed());
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Verdict verdict(Suite suite, Archive archive, Workload workload, Faults faults)
            throws IOException, InterruptedException {
        Pulse pulse = new Pulse();
        Shown shown = new Shown(
                () -> {
                    ChaosStatus status = status(archive, workload, faults);
                    pulse.beat(status.archived());
                    return status;
                },
                screen);
        workload.start();
        while (!faults.areOver()) {
            tick(faults, workload, shown);
        }
        timeline.note("no more faults: all lines are mended, all processes run on");
        faults.heal();
        tickFor(HEALING_TIMEOUT, faults::areHealed, faults, workload, shown);
        suite.awaitReady();
        tickFor(WRITING_AFTERWARDS, () -> false, faults, workload, shown);
        workload.stop();
        timeline.note("everything is written");
        List<Generation> written = workload.generations();
        Arrival arrival = new Arrival(archive::size, () -> Assignment.of(written, archive.all()), ARRIVAL_PATIENCE);
        return arrival.await(bytes(written), shown::tick);
    }

    private static void tick(Faults faults, Workload workload, Shown shown) throws IOException, InterruptedException {
        faults.tick();
        workload.check();
        shown.tick();
        Poll.pause(TICK);
    }

    private interface Condition {
        boolean holds();
    }

    private static void tickFor(Duration time, Condition until, Faults faults, Workload workload, Shown shown)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!until.holds() && System.nanoTime() - begin < time.toNanos()) {
            tick(faults, workload, shown);
        }
    }

    private ChaosStatus status(Archive archive, Workload workload, Faults faults) {
        Tally.Counts counts = faults.counts();
        int rotations = workload.rotations().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return new ChaosStatus(
                elapsed(), counts, settings.kills(), bytes(workload.generations()), archive.size(), rotations);
    }

    private static long bytes(List<Generation> generations) {
        return generations.stream().mapToLong(Generation::bytes).sum();
    }

    /** What the stream holds in the end; null where the broker can't be asked any more. */
    private static @Nullable StreamAudit audit(Suite suite) throws InterruptedException {
        try {
            Connection connection = suite.connect();
            try {
                return StreamAudit.read(connection, Suite.STREAM, "logs.>");
            } finally {
                connection.close();
            }
        } catch (IOException | JetStreamApiException e) {
            System.err.println("the stream can't be read: " + e);
            return null;
        }
    }
}

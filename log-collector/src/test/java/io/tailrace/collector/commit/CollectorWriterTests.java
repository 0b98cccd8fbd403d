package io.tailrace.collector.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.collector.ack.AckPolicy;
import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.archive.DiskArchive;
import io.tailrace.collector.archive.NioArchiveDisk;
import io.tailrace.collector.ledger.Beginning;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.SqliteLedger;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.protocol.LogHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The writer with a real archive and a real ledger, whose disk fails on demand. */
class CollectorWriterTests {

    private static final PartitionKey P1 = new PartitionKey("LOGS", 1);
    private static final String SUBJECT = "logs.p1.my.host";

    @TempDir
    private Path directory;

    private FaultyStorage storage;
    private SqliteLedger ledger;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private @Nullable CollectorWriter writer;

    @BeforeEach
    void open() throws IOException {
        storage = new FaultyStorage(
                new DiskArchive(new NioArchiveDisk(Files.createDirectory(directory.resolve("archive")))),
                new Random(1));
        ledger = SqliteLedger.open(Files.createDirectory(directory.resolve("state")));
    }

    @AfterEach
    void close() throws Exception {
        if (writer != null) {
            writer.stop();
        }
        ledger.close();
        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AckPolicy.class)
    void losesAndRepeatsNothingHoweverOftenTheDiskFails(AckPolicy policy) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        storage = new FaultyStorage(storage.real(), random);
        CollectorWriter running = start(policy, new CommitLimits(7, 1_000_000, Duration.ofMillis(20)));
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            lines.add("line " + i + "\n");
        }
        storage.failOneIn(40);
        running.place(P1, start());
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            StreamPosition position = settleWhenPossible(running).position();
            if (position.sequence() == lines.size()) {
                break;
            }
            // Each failure costs a pause of a second, so a few are enough.
            if (storage.failures() >= 5) {
                storage.failOneIn(0);
            }
            Run run = new Run(P1, new Confirmed());
            for (long next = position.sequence() + 1; next <= lines.size() && !run.isOver(); next++) {
                running.deliver(delivery(run, next, lines.get((int) next - 1)));
            }
            await().until(() -> run.isOver() || committed() == lines.size());
            run.end();
        }
        assertThat(plain()).as("seed %d", seed).isEqualTo(String.join("", lines));
        assertThat(storage.failures()).isPositive();
        if (policy == AckPolicy.NONE) {
            assertThat(acknowledged).isEmpty();
        } else {
            assertThat(acknowledged).contains("ack." + lines.size());
        }
    }

    @Test
    void pausesBelowTheMinimumOfFreeSpaceAndGoesOnByItself() throws Exception {
        CollectorWriter running = start(AckPolicy.ALL, new CommitLimits(100, 1_000_000, Duration.ofMillis(20)));
        running.place(P1, start());
        Run first = new Run(P1, new Confirmed());
        running.deliver(delivery(first, 1, "one\n"));
        await().until(() -> committed() == 1);

        storage.usableBytes(999);
        await().until(() -> !running.isAccepting());
        assertThat(String.valueOf(running.pause()))
                .contains("the archive's disk has 999 bytes left, archive.min-free-space is 1000");
        assertThat(first.isOver()).isTrue();

        storage.usableBytes(1000);
        await().until(running::isAccepting);
        assertThat(settleWhenPossible(running).position().sequence()).isEqualTo(1);
        Run second = new Run(P1, new Confirmed());
        running.deliver(delivery(second, 2, "two\n"));
        await().until(() -> committed() == 2);
        assertThat(plain()).isEqualTo("one\ntwo\n");
    }

    @Test
    void commitsWhatIsInHandWhenItStops() throws Exception {
        CollectorWriter running = start(AckPolicy.EXPLICIT, new CommitLimits(100, 1_000_000, Duration.ofHours(1)));
        running.place(P1, start());
        Run run = new Run(P1, new Confirmed());
        running.deliver(delivery(run, 1, "one\n"));
        running.deliver(delivery(run, 2, "two\n"));
        await().until(() -> Files.exists(directory.resolve("archive/my.host")) && plain().equals("one\ntwo\n"));
        assertThat(acknowledged).isEmpty();
        running.stop();
        assertThat(acknowledged).containsExactly("ack.1", "ack.2");
        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void takesARedeliveredMessageOnceAndAcknowledgesItAgain() throws Exception {
        CollectorWriter running = start(AckPolicy.EXPLICIT, new CommitLimits(2, 1_000_000, Duration.ofHours(1)));
        running.place(P1, start());
        Run run = new Run(P1, new Confirmed());
        running.deliver(delivery(run, 1, "one\n"));
        running.deliver(delivery(run, 1, "one\n"));
        running.deliver(delivery(run, 2, "two\n"));
        running.deliver(delivery(run, 1, "one\n"));
        await().until(() -> acknowledged.equals(List.of("ack.1", "ack.1", "ack.2", "ack.1")));
        assertThat(plain()).isEqualTo("one\ntwo\n");
    }

    @Test
    void c7DropsABatchThatTheBrokerDoesNotConfirm() throws Exception {
        CollectorWriter running = start(AckPolicy.ALL, new CommitLimits(2, 1_000_000, Duration.ofHours(1)));
        running.place(P1, start());
        Run taken = new Run(P1, new Answering(CompletableFuture.completedFuture(false)));
        running.deliver(delivery(taken, 1, "one\n"));
        running.deliver(delivery(taken, 2, "two\n"));
        await().until(taken::isOver);
        Run unanswered = new Run(P1, new Answering(CompletableFuture.failedFuture(new IllegalStateException("no"))));
        running.deliver(delivery(unanswered, 1, "one\n"));
        running.deliver(delivery(unanswered, 2, "two\n"));
        await().until(unanswered::isOver);
        assertThat(settleWhenPossible(running).position().sequence()).isZero();
        assertThat(acknowledged).isEmpty();
        Run confirmed = new Run(P1, new Confirmed());
        running.deliver(delivery(confirmed, 1, "one\n"));
        running.deliver(delivery(confirmed, 2, "two\n"));
        await().until(() -> acknowledged.equals(List.of("ack.2")));
        assertThat(plain()).isEqualTo("one\ntwo\n");
    }

    @Test
    void c7OneBatchThatIsDroppedDropsNoOther() throws Exception {
        PartitionKey other = new PartitionKey("LOGS", 2);
        CollectorWriter running = start(AckPolicy.ALL, new CommitLimits(100, 1_000_000, Duration.ofMillis(300)));
        running.place(P1, start());
        running.place(other, start());
        Run taken = new Run(other, new Answering(CompletableFuture.completedFuture(false)));
        Run own = new Run(P1, new Confirmed());
        running.deliver(delivery(taken, 7, "theirs\n"));
        running.deliver(delivery(own, 1, "ours\n"));
        await().until(taken::isOver);
        await().until(() -> acknowledged.equals(List.of("ack.1")));
        assertThat(own.isOver()).isFalse();
    }

    @Test
    void c4AcknowledgesNothingForARunThatIsOver() throws Exception {
        CollectorWriter running = start(AckPolicy.EXPLICIT, new CommitLimits(100, 1_000_000, Duration.ofHours(1)));
        running.place(P1, start());
        Run run = new Run(P1, new Confirmed());
        running.deliver(delivery(run, 1, "one\n"));
        await().until(() -> Files.exists(directory.resolve("archive/my.host")) && plain().equals("one\n"));
        run.end();
        assertThat(settleWhenPossible(running).position().sequence()).isEqualTo(1);
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void c8MarksTheArchiveWithWhatTheLedgerCommitted() throws Exception {
        CollectorWriter running = start(AckPolicy.ALL, new CommitLimits(1, 1_000_000, Duration.ofHours(1)));
        running.place(P1, start());
        running.deliver(delivery(new Run(P1, new Confirmed()), 1, "one\n"));
        await().until(() -> committed() == 1);
        running.stop();
        assertThat(storage.owner()).isEqualTo(new ArchiveStorage.Owner(ledger.id(), ledger.commits()));
        assertThat(ledger.marked()).isEqualTo(ledger.commits());
    }

    @Test
    void c2JudgesAgainWhatComesAgainAndNeverSkipsAMessageByItsSequence() throws Exception {
        CollectorWriter running = start(AckPolicy.EXPLICIT, new CommitLimits(1, 1_000_000, Duration.ofHours(1)));
        running.place(P1, start());
        Run run = new Run(P1, new Confirmed());
        running.deliver(delivery(run, 3, "three\n"));
        running.deliver(delivery(run, 1, "one\n"));
        running.deliver(delivery(run, 3, "three\n"));
        await().until(() -> acknowledged.equals(List.of("ack.3", "ack.1", "ack.3")));
        assertThat(plain()).isEqualTo("three\none\n");
        assertThat(committed()).isEqualTo(3);
    }

    private CollectorWriter start(AckPolicy policy, CommitLimits limits) {
        CollectorWriter started = CollectorWriter.of(
                new WriterSettings("logs", limits, policy, 1000, 1_000_000, 8, 100),
                storage,
                ledger,
                this::acknowledge,
                new SilentEvents(),
                System::nanoTime,
                Clock.systemUTC());
        writer = started;
        started.start();
        return started;
    }

    /** Called by the writer's thread, which the ledger is confined to. */
    private void acknowledge(List<String> replySubjects) {
        for (String reply : replySubjects) {
            if (Long.parseLong(reply.substring("ack.".length())) > committedAccordingTo(ledger)) {
                violations.add(reply + " was acknowledged before it was in the ledger");
            }
        }
        acknowledged.addAll(replySubjects);
    }

    private static long committedAccordingTo(SqliteLedger ledger) {
        try {
            PartitionState state = ledger.partition(P1);
            return state == null ? 0 : state.position().sequence();
        } catch (IOException e) {
            return 0;
        }
    }

    private static PartitionState start() {
        return PartitionState.begun(StreamPosition.of("c", 0), new Beginning("c", 0, 0));
    }

    private static PartitionState settleWhenPossible(CollectorWriter running) throws Exception {
        while (true) {
            await().atMost(Duration.ofSeconds(20)).until(running::isAccepting);
            try {
                PartitionState state = running.settle(P1);
                assertThat(state).isNotNull();
                if (state != null) {
                    return state;
                }
            } catch (IOException e) {
                assertThat(running.isAccepting()).isFalse();
            }
        }
    }

    private long committed() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state/ledger.db"));
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT sequence FROM position")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private String plain() throws IOException {
        try (var files = Files.list(directory.resolve("archive/my.host/_plain"))) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }

    private static Delivery delivery(Run run, long sequence, String line) {
        return new Delivery(
                run,
                sequence,
                sequence * 1000,
                SUBJECT,
                new NoHeaders(),
                line.getBytes(StandardCharsets.UTF_8),
                "ack." + sequence);
    }

    private record Answering(CompletableFuture<Boolean> isOwn) implements RunQuestions {
        @Override
        public CompletableFuture<StreamFacts> facts() {
            return new Confirmed().facts();
        }
    }

    private static final class NoHeaders implements LogHeaders.Source {
        @Override
        public List<String> values(String name) {
            return List.of();
        }

        @Override
        public Iterable<String> names() {
            return List.of();
        }
    }
}

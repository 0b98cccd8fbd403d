package io.tailrace.collector.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTests {

    private static final PartitionKey P1 = new PartitionKey("LOGS", 1);

    @TempDir
    private Path directory;

    private SqliteLedger ledger;

    @BeforeEach
    void open() throws IOException {
        ledger = SqliteLedger.open(directory);
    }

    @AfterEach
    void close() throws IOException {
        ledger.close();
    }

    @Test
    void findsAfterReopeningWhatWasCommitted() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ArchivedSource source = source(random, "host/a/1.log");
        Intervals model = new Intervals();
        for (int commit = 0; commit < 30; commit++) {
            for (int i = 0; i < 5; i++) {
                int start = random.nextInt(1000);
                Span span = new Span(start, start + 1 + random.nextInt(50));
                source.add(span);
                model.add(span);
            }
            commit(List.of(source), Map.of(P1, at(commit)));
            if (random.nextInt(4) == 0) {
                ledger.close();
                open();
                source = requireNonNull(ledger.find(source.key()));
            }
            assertThat(requireNonNull(ledger.find(source.key())).archived().ranges())
                    .as("seed %d", seed)
                    .isEqualTo(model.ranges());
        }
        assertThat(ledger.partition(P1)).isEqualTo(at(29));
    }

    @Test
    void whatADiskThatIsFullRefusedNeverHappenedAndIsPossibleOnceThereIsRoom() throws Exception {
        ledger.close();
        Connection connection = LedgerDatabase.openForWriting(directory);
        ledger = SqliteLedger.on(connection);
        commit(List.of(), Map.of(P1, at(1)));
        limitPages(connection, 1); // SQLite takes as few as there are.
        List<ArchivedSource> many = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            many.add(source(random, "host/a/" + i + ".log"));
        }
        assertThatIOException()
                .isThrownBy(() -> commit(many, Map.of(P1, at(2))))
                .withMessageContaining("SQLITE_FULL");
        assertThat(ledger.partition(P1)).isEqualTo(at(1));
        assertThat(ledger.isTaken("host/a/0.log")).isFalse();
        limitPages(connection, 1_000_000);
        commit(many, Map.of(P1, at(2)));
        ledger.close();
        open();
        assertThat(ledger.partition(P1)).isEqualTo(at(2));
        assertThat(ledger.isTaken("host/a/1999.log")).isTrue();
    }

    private static void limitPages(Connection connection, int most) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + most);
        }
    }

    @Test
    void keepsItsIdAndTheEndOfASource() throws Exception {
        ArchivedSource source = source(new Random(1), "host/a/1.log");
        source.seal(new Seal(10, SealReason.ROTATED, List.of(new Span(2, 4))));
        commit(List.of(source), Map.of());
        var id = ledger.id();
        ledger.close();
        open();
        assertThat(ledger.id()).isEqualTo(id);
        assertThat(requireNonNull(ledger.find(source.key())).seal()).isEqualTo(source.seal());
        assertThat(ledger.isTaken("host/a/1.log")).isTrue();
        assertThat(ledger.isTaken("host/a/2.log")).isFalse();
    }

    @Test
    void commitsAllOrNothing() throws Exception {
        ArchivedSource first = source(new Random(1), "host/a/1.log");
        commit(List.of(first), Map.of(P1, at(1)));
        ArchivedSource sameFile = source(new Random(2), "host/a/1.log");
        ArchivedSource fine = source(new Random(3), "host/a/3.log");
        assertThatIOException().isThrownBy(() -> commit(List.of(fine, sameFile), Map.of(P1, at(2))));
        assertThat(ledger.find(fine.key())).isNull();
        assertThat(ledger.partition(P1)).isEqualTo(at(1));
    }

    @Test
    void keepsGapsPresumedRangesAndProgress() throws Exception {
        ArchivedSource source = source(new Random(1), "host/a/1.log");
        source.add(new Span(10, 20));
        source.presume(List.of(new Span(30, 40)));
        source.prove(45);
        source.seen(7, 2);
        for (int i = 0; i < 64; i++) {
            source.seen(8 + i, 3);
        }
        source.decide(ArchivedSourceTests::deleted, ArchivedSourceTests.NOW);
        commit(List.of(source), Map.of());
        ledger.close();
        open();
        ArchivedSource found = requireNonNull(ledger.find(source.key()));
        assertThat(found.gaps().all()).containsExactly(gap(0, 10), gap(20, 30), gap(40, 45));
        assertThat(found.presumed().ranges()).containsExactly(new Span(30, 40));
        assertThat(found.progress()).isEqualTo(new SourceProgress(45, 10, false, 38, 3));
        found.add(new Span(0, 30));
        commit(List.of(found), Map.of());
        assertThat(requireNonNull(ledger.find(source.key())).gaps().all()).containsExactly(gap(40, 45));
    }

    @Test
    void c6KnowsPlainMessagesBySequenceAndTime() throws Exception {
        PlainMessage message = new PlainMessage(P1, 5, 5000);
        ledger.commit(new LedgerChanges().plainMessages(List.of(message)));
        assertThat(ledger.isKnown(message)).isTrue();
        assertThat(ledger.isKnown(new PlainMessage(P1, 5, 5001))).isFalse();
        ledger.forgetPlainBefore(P1, 5);
        assertThat(ledger.isKnown(message)).isTrue();
        ledger.forgetPlainBefore(P1, 6);
        assertThat(ledger.isKnown(message)).isFalse();
    }

    @Test
    void g6ForgetsWhereTheStreamsBeginningPassedWhenThePositionBecomesVoid() throws Exception {
        ledger.commit(
                new LedgerChanges().partition(P1, at(3)).passings(List.of(new Passing(P1, 2, GapReason.EXPIRED))));
        assertThat(ledger.passings(P1)).containsExactly(new Passing(P1, 2, GapReason.EXPIRED));
        ledger.commit(new LedgerChanges().partition(P1, at(3).voided("d", 1)));
        assertThat(ledger.passings(P1)).isEmpty();
    }

    @Test
    void c8CountsItsCommits() throws Exception {
        assertThat(ledger.commits()).isZero();
        ledger.commit(new LedgerChanges().partition(P1, at(1)));
        ledger.commit(new LedgerChanges().partition(P1, at(2)));
        ledger.marked(1);
        ledger.close();
        open();
        assertThat(ledger.commits()).isEqualTo(2);
        assertThat(ledger.marked()).isEqualTo(1);
    }

    @Test
    void c7RemembersTheProcessesThatWroteIt() throws Exception {
        ledger.started("a", Instant.EPOCH);
        ledger.started("b", Instant.EPOCH.plusSeconds(1));
        assertThat(ledger.instances()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void keepsSoManyDeadLettersOfAHostWholeAndTheHeadersOfSoManyMore() throws Exception {
        for (int i = 0; i < DeadLetterTable.HEADERS_PER_HOST + 5; i += 500) {
            List<DeadLetter> letters = new ArrayList<>();
            for (int j = i; j < Math.min(i + 500, DeadLetterTable.HEADERS_PER_HOST + 5); j++) {
                letters.add(letter("noisy", j));
            }
            ledger.commit(new LedgerChanges().deadLetters(letters));
        }
        ledger.commit(new LedgerChanges().deadLetters(List.of(letter("quiet", 1_000_000))));
        DeadLetterReader reader = new DeadLetterReader(directory);
        List<DeadLetterReader.StoredDeadLetter> noisy = reader.page("noisy", null, 0, 100_000);
        assertThat(noisy).hasSize(DeadLetterTable.HEADERS_PER_HOST);
        assertThat(noisy)
                .filteredOn(DeadLetterReader.StoredDeadLetter::isWhole)
                .hasSize(DeadLetterTable.WHOLE_PER_HOST);
        assertThat(reader.page("quiet", null, 0, 10)).singleElement().matches(letter -> letter.isWhole());
        assertThat(new LedgerReader(directory).totals().deadLettersDropped()).isEqualTo(5);
    }

    @Test
    void readsTheSameDeadLetterAgainAndKeepsItOnce() throws Exception {
        ledger.commit(new LedgerChanges().deadLetters(List.of(letter("h", 1))));
        ledger.commit(new LedgerChanges().deadLetters(List.of(letter("h", 1), letter("h", 2))));
        assertThat(new DeadLetterReader(directory).page(null, DeadLetter.Reason.HEADER, 0, 10))
                .hasSize(2);
    }

    private static DeadLetter letter(String host, long sequence) {
        return new DeadLetter(
                P1,
                new StreamPosition("c", sequence, sequence),
                "logs.p1." + host,
                "",
                new byte[] {1},
                new DeadLetter.Claim(host, null, null),
                DeadLetter.Reason.HEADER,
                "");
    }

    private static Gap gap(long start, long end) {
        return new Gap(new Span(start, end), GapReason.DELETED, ArchivedSourceTests.NOW);
    }

    private void commit(List<ArchivedSource> sources, Map<PartitionKey, PartitionState> positions) throws IOException {
        LedgerChanges changes = new LedgerChanges().sources(sources);
        positions.forEach(changes::partition);
        ledger.commit(changes);
    }

    private static PartitionState at(long sequence) {
        return PartitionState.begun(StreamPosition.of("c", sequence), new Beginning("c", 0, 0));
    }

    private static ArchivedSource source(Random random, String file) {
        Origin origin = new Origin(SourceId.mint(Clock.systemUTC(), random), "/a", "test", Delivery.ACKED, 0, Map.of());
        return new ArchivedSource(new SourceKey("host", origin.source()), origin, file, false, 0);
    }
}

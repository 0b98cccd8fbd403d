package io.tailrace.collector.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerMigrationTests {

    private static final PartitionKey P1 = new PartitionKey("LOGS", 1);
    private static final SourceKey SOURCE =
            new SourceKey("my.host", SourceId.parse("01a20735-4909-7d7c-a585-120be761327c"));
    private static final String LEDGER_ID = "0d1f7a0e-5f0c-4b8e-9a56-2f1a7c3f1e11";

    /** As version 1 created it. */
    private static final List<String> VERSION_1 = List.of(
            "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE source (id INTEGER PRIMARY KEY, host TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL,"
                    + " input TEXT NOT NULL, delivery TEXT NOT NULL, shipped_from INTEGER NOT NULL,"
                    + " file TEXT NOT NULL UNIQUE, acked INTEGER NOT NULL, sealed_length INTEGER, seal_reason TEXT,"
                    + " UNIQUE (host, source))",
            "CREATE TABLE archived (source INTEGER NOT NULL REFERENCES source (id), start_offset INTEGER NOT NULL,"
                    + " end_offset INTEGER NOT NULL, PRIMARY KEY (source, start_offset)) WITHOUT ROWID",
            "CREATE TABLE lost (source INTEGER NOT NULL REFERENCES source (id), start_offset INTEGER NOT NULL,"
                    + " end_offset INTEGER NOT NULL, PRIMARY KEY (source, start_offset)) WITHOUT ROWID",
            "CREATE TABLE position (stream TEXT NOT NULL, partition INTEGER NOT NULL, stream_created TEXT NOT NULL,"
                    + " sequence INTEGER NOT NULL, timestamp_nanos INTEGER NOT NULL, plain_until_nanos INTEGER NOT NULL,"
                    + " PRIMARY KEY (stream, partition)) WITHOUT ROWID",
            "CREATE TABLE plain_file (file TEXT PRIMARY KEY, length INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE dead_letter (id INTEGER PRIMARY KEY, stream TEXT NOT NULL, partition INTEGER NOT NULL,"
                    + " stream_created TEXT NOT NULL, sequence INTEGER NOT NULL, timestamp_nanos INTEGER NOT NULL,"
                    + " subject TEXT NOT NULL, headers TEXT NOT NULL, payload BLOB NOT NULL, reason TEXT NOT NULL,"
                    + " detail TEXT NOT NULL, published INTEGER NOT NULL DEFAULT 0,"
                    + " UNIQUE (stream, stream_created, sequence))",
            "CREATE INDEX dead_letter_unpublished ON dead_letter (id) WHERE published = 0",
            "INSERT INTO meta VALUES ('ledger-id', '" + LEDGER_ID + "')",
            "INSERT INTO source VALUES (7, 'my.host', '" + SOURCE.id()
                    + "', '/a.log', 'a', 'ACKED', 0, 'my.host/a.log/1.log', 30, 40, 'ROTATED')",
            "INSERT INTO archived VALUES (7, 10, 20), (7, 25, 30)",
            "INSERT INTO lost VALUES (7, 30, 40)",
            "INSERT INTO position VALUES ('LOGS', 1, 'c', 5, 5000, 4000)",
            "INSERT INTO plain_file VALUES ('my.host/_plain/1.log', 3)",
            "INSERT INTO dead_letter VALUES (1, 'LOGS', 1, 'c', 4, 4000, 'logs.p1.my.host', 'Log-Span: x\n', 'abc',"
                    + " 'HEADER', 'not a span', 1)",
            "PRAGMA user_version = 1");

    @TempDir
    private Path directory;

    @BeforeEach
    void createVersion1() throws SQLException {
        try (Connection connection = connect("ledger.db");
                Statement statement = connection.createStatement()) {
            for (String sql : VERSION_1) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void keepsAllThatVersion1Knew() throws Exception {
        try (SqliteLedger ledger = SqliteLedger.open(directory)) {
            assertThat(ledger.id()).isEqualTo(UUID.fromString(LEDGER_ID));
            ArchivedSource source = requireNonNull(ledger.find(SOURCE));
            assertThat(source.archived().ranges()).containsExactly(new Span(10, 20), new Span(25, 30));
            assertThat(source.seal()).isEqualTo(new Seal(40, SealReason.ROTATED, List.of(new Span(30, 40))));
            assertThat(ledger.plainLength("my.host/_plain/1.log")).isEqualTo(3);
            PartitionState state = requireNonNull(ledger.partition(P1));
            assertThat(state.position()).isEqualTo(new StreamPosition("c", 5, 5000));
            assertThat(state.readUntil()).isEqualTo(5);
            assertThat(state.plainUntilNanos()).isEqualTo(5000);
        }
        DeadLetterReader.StoredDeadLetter letter = requireNonNull(new DeadLetterReader(directory).find(1));
        assertThat(letter.letter().payload()).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
        assertThat(letter.letter().detail()).isEqualTo("not a span");
    }

    @Test
    void missesNothingOfBeforeWhatVersion1SawFirst() throws Exception {
        try (SqliteLedger ledger = SqliteLedger.open(directory)) {
            ArchivedSource source = requireNonNull(ledger.find(SOURCE));
            source.prove(30);
            assertThat(source.decide(ArchivedSourceTests::deleted, ArchivedSourceTests.NOW))
                    .extracting(Gap::span)
                    .containsExactly(new Span(20, 25));
        }
    }

    @Test
    void keepsTheLedgerAsItWas() throws Exception {
        SqliteLedger.open(directory).close();
        assertThat(version("ledger.db")).isEqualTo(LedgerSchema.VERSION);
        assertThat(version("ledger-version-1.db")).isEqualTo(1);
        try (Connection connection = connect("ledger-version-1.db");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM archived")) {
            assertThat(row.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void migratesOnceOnly() throws Exception {
        SqliteLedger.open(directory).close();
        try (SqliteLedger again = SqliteLedger.open(directory)) {
            assertThat(again.find(SOURCE)).isNotNull();
        }
    }

    @Test
    void changesNothingWhenItCantKeepTheLedgerAsItWas() throws Exception {
        Path inTheWay = directory.resolve("ledger-version-1.db.new");
        Files.createDirectories(inTheWay.resolve("something"));
        assertThatIOException().isThrownBy(() -> SqliteLedger.open(directory));
        assertThat(version("ledger.db")).isEqualTo(1);
    }

    @Test
    void refusesALedgerOfANewerVersion() throws Exception {
        try (Connection connection = connect("ledger.db");
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertThatIOException()
                .isThrownBy(() -> SqliteLedger.open(directory))
                .withMessageContaining("written by a newer one");
    }

    private int version(String file) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    private Connection connect(String file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(file));
    }
}

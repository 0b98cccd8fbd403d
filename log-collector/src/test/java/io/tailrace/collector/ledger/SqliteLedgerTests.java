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
import java.sql.DriverManager;
import java.time.Clock;
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
            commit(List.of(source), Map.of(P1, StreamPosition.of("c", commit)));
            if (random.nextInt(4) == 0) {
                ledger.close();
                open();
                source = requireNonNull(ledger.find(source.key()));
            }
            assertThat(requireNonNull(ledger.find(source.key())).intervals().ranges())
                    .as("seed %d", seed)
                    .isEqualTo(model.ranges());
        }
        assertThat(ledger.position(P1)).isEqualTo(StreamPosition.of("c", 29));
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
        commit(List.of(first), Map.of(P1, StreamPosition.of("c", 1)));
        ArchivedSource sameFile = source(new Random(2), "host/a/1.log");
        ArchivedSource fine = source(new Random(3), "host/a/3.log");
        assertThatIOException()
                .isThrownBy(() -> commit(List.of(fine, sameFile), Map.of(P1, StreamPosition.of("c", 2))));
        assertThat(ledger.find(fine.key())).isNull();
        assertThat(ledger.position(P1)).isEqualTo(StreamPosition.of("c", 1));
    }

    @Test
    void refusesALedgerOfANewerVersion() throws Exception {
        ledger.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertThatIOException()
                .isThrownBy(() -> SqliteLedger.open(directory))
                .withMessageContaining("written by a newer one");
    }

    private void commit(List<ArchivedSource> sources, Map<PartitionKey, StreamPosition> positions) throws IOException {
        ledger.commit(new LedgerChanges(sources, Map.of(), List.of(), positions));
    }

    private static ArchivedSource source(Random random, String file) {
        Origin origin = new Origin(SourceId.mint(Clock.systemUTC(), random), "/a", "test", Delivery.ACKED, 0, Map.of());
        return new ArchivedSource(new SourceKey("host", origin.source()), origin, file);
    }
}

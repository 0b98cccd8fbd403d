package io.tailrace.collector.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.collector.ack.AckPolicy;
import io.tailrace.collector.archive.DiskArchive;
import io.tailrace.collector.archive.NioArchiveDisk;
import io.tailrace.collector.ledger.Beginning;
import io.tailrace.collector.ledger.LedgerReader;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.Seal;
import io.tailrace.collector.ledger.SqliteLedger;
import io.tailrace.collector.ledger.StoredSource;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** G2 and G5: what follows from a page of an inventory, and when. */
class EvidenceTests {

    private static final PartitionKey P1 = new PartitionKey("LOGS", 1);
    private static final String HOST = "my.host";
    private static final Instant BEGAN = Instant.parse("2026-11-23T07:00:00Z");
    private static final StreamFacts.Limits UNLIMITED = new StreamFacts.Limits(0, Double.NaN, true, false);

    @TempDir
    private Path directory;

    private SqliteLedger ledger;
    private CollectorWriter writer;

    @BeforeEach
    void open() throws IOException {
        Path state = Files.createDirectory(directory.resolve("state"));
        ledger = SqliteLedger.open(state);
        writer = CollectorWriter.of(
                new WriterSettings(
                        "logs", new CommitLimits(10, 1000, Duration.ofMillis(10)), AckPolicy.ALL, 0, 1000, 8, 100),
                new DiskArchive(new NioArchiveDisk(Files.createDirectory(directory.resolve("archive")))),
                ledger,
                acks -> {},
                new SilentEvents(),
                System::nanoTime,
                Clock.systemUTC());
        writer.start();
    }

    @AfterEach
    void close() throws Exception {
        writer.stop();
        ledger.close();
    }

    @Test
    void g2IsTooEarlyBeforeThePartitionIsReadAsFar() throws Exception {
        begin(0);
        AgentSource source = source(BEGAN.plusSeconds(7200), 100, 5, 9, null);
        assertThat(prove("c", 9, false, source)).isFalse();
        read("c", 8);
        assertThat(prove("c", 9, false, source)).isFalse();
        read("c", 9);
        assertThat(prove("c", 9, false, source)).isTrue();
        assertThat(gaps()).containsExactly("0-100 deleted");
    }

    @Test
    void g2APageOfAStreamThatIsNoMoreCountsWhenItsAgentIsSilentAndTheStreamWasRead() throws Exception {
        begin(0);
        writer.place(P1, requireState().voided("d", nanos(BEGAN.plusSeconds(86_400))));
        AgentSource source = source(BEGAN.plusSeconds(7200), 100, 5, 9, null);
        assertThat(prove("c", 9, false, source)).isFalse();
        assertThat(prove("c", 9, true, source)).isFalse();
        read("d", 1);
        assertThat(prove("c", 9, false, source)).isFalse();
        assertThat(prove("c", 9, true, source)).isTrue();
        assertThat(gaps()).containsExactly("0-100 rolled-back");
    }

    @Test
    void g2AnInventorysSealProvesAllButWhatItListsAsLost() throws Exception {
        begin(0);
        read("c", 9);
        prove(
                "c",
                9,
                false,
                source(
                        BEGAN.plusSeconds(7200),
                        40,
                        5,
                        9,
                        new Seal(100, SealReason.DELETED, List.of(new Span(40, 60)))));
        assertThat(gaps()).containsExactly("0-40 deleted", "60-100 deleted");
    }

    @Test
    void g5WhatLiesBeforeTheBeginningIsNoGapAndNotKept() throws Exception {
        begin(20);
        read("c", 30);
        assertThat(prove("c", 30, false, source(BEGAN.minusSeconds(60), 100, 5, 20, null)))
                .isTrue();
        assertThat(sources()).isEmpty();
    }

    @Test
    void g5WhatBeganBehindTheBeginningIsAGap() throws Exception {
        begin(20);
        read("c", 30);
        prove("c", 30, false, source(BEGAN.minusSeconds(60), 100, 21, 25, null));
        assertThat(gaps()).containsExactly("0-100 deleted");
    }

    @Test
    void g5OfWhatLiesAcrossTheBeginningAndNeverCameAllIsSaidToBeMissing() throws Exception {
        begin(20);
        read("c", 30);
        prove("c", 30, false, source(BEGAN.minusSeconds(60), 100, 15, 25, null));
        assertThat(gaps()).containsExactly("0-100 deleted");
    }

    @Test
    void g5WithoutSequencesTheAgeDecidesWithAnHoursDoubt() throws Exception {
        begin(20);
        read("c", 30);
        prove("c", 30, false, source(BEGAN.plusSeconds(3500), 100, 0, 0, null));
        assertThat(sources()).isEmpty();
        prove("c", 30, false, source(BEGAN.plusSeconds(3700), 100, 0, 0, null));
        assertThat(gaps()).containsExactly("0-100 deleted");
    }

    @Test
    void g4OfAFireAndForgetSourceNothingFollows() throws Exception {
        begin(0);
        read("c", 9);
        AgentSource acked = source(BEGAN.plusSeconds(7200), 100, 5, 9, null);
        Origin origin = acked.origin();
        prove(
                "c",
                9,
                false,
                new AgentSource(
                        new Origin(
                                origin.source(), origin.path(), origin.input(), Delivery.FIRE_AND_FORGET, 0, Map.of()),
                        100,
                        100,
                        100,
                        5,
                        9,
                        null));
        assertThat(sources()).isEmpty();
    }

    @Test
    void g6TheReasonIsWhatBecameOfTheStream() throws Exception {
        begin(0);
        writer.observe(P1, new StreamFacts("c", 8, 9, nanos(BEGAN), nanos(BEGAN), UNLIMITED), 0, 0);
        read("c", 9);
        prove("c", 9, false, source(BEGAN.plusSeconds(7200), 100, 5, 9, null));
        assertThat(gaps()).containsExactly("0-100 purged");
    }

    private void begin(long sequence) throws Exception {
        writer.place(
                P1, PartitionState.begun(StreamPosition.of("c", sequence), new Beginning("c", sequence, nanos(BEGAN))));
    }

    private PartitionState requireState() throws Exception {
        PartitionState state = writer.settle(P1);
        assertThat(state).isNotNull();
        if (state == null) {
            throw new AssertionError();
        }
        return state;
    }

    /** The stream has been read up to a sequence, and nothing was in it for this partition. */
    private void read(String created, long until) throws Exception {
        writer.observe(P1, new StreamFacts(created, 1, until, 0, nanos(BEGAN), UNLIMITED), until, 0);
    }

    private boolean prove(String created, long sequence, boolean isSilent, AgentSource source) throws Exception {
        return writer.prove(new Evidence(P1, HOST, StreamPosition.of(created, sequence), isSilent, List.of(source)));
    }

    private static AgentSource source(
            Instant firstSeen, long acked, long firstSequence, long lastSequence, @Nullable Seal seal) {
        SourceId id = SourceId.mint(Clock.fixed(firstSeen, ZoneOffset.UTC), new Random(acked + firstSequence));
        Origin origin = new Origin(id, "/var/log/app.log", "test", Delivery.ACKED, 0, Map.of());
        long length = seal == null ? acked : seal.length();
        return new AgentSource(origin, length, length, acked, firstSequence, lastSequence, seal);
    }

    private List<StoredSource> sources() throws IOException {
        return new LedgerReader(directory.resolve("state")).sources(HOST);
    }

    private List<String> gaps() throws IOException {
        return sources().stream()
                .flatMap(source -> source.gaps().stream())
                .map(gap -> gap.span() + " " + gap.reason().label())
                .toList();
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L;
    }
}

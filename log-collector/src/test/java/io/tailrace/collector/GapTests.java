package io.tailrace.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.PurgeOptions;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.tailrace.collector.WireAgent.File;
import io.tailrace.collector.ledger.GapReason;
import io.tailrace.collector.report.HostReport;
import io.tailrace.collector.report.SourceReport;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Partitioning;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G1 to G6 with a real server: what is missing is named, with its reason, and nothing else is. */
class GapTests extends CollectorCase {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private WireAgent agent;

    @BeforeEach
    void createStreamAndBucket() throws Exception {
        fixture.createStream();
        fixture.connection
                .keyValueManagement()
                .create(KeyValueConfiguration.builder().name(WireAgent.BUCKET).build());
        agent = new WireAgent(
                fixture.connection, new Partitioning(CollectorFixture.PARTITIONS), CollectorFixture.HOST, random);
        agent.resume();
    }

    @Test
    void g1AMessageThatTheBrokerHadAndHasNotIsAGapAtOnce() throws Exception {
        File file = agent.open("/var/log/app.log");
        file.send(file.write(100));
        long gone = file.send(file.write(50));
        file.send(file.write(100));
        fixture.management().deleteMessage("LOGS", gone);
        file.send(file.write(10));
        fixture.start();
        awaitGaps(file, "100-150 deleted");
        assertThat(fixture.events.gapBytes(GapReason.DELETED)).isEqualTo(50);
        assertThat(report(file).state()).isEqualTo("incomplete");
    }

    @Test
    void g3TheGapIsClosedWhenTheBytesComeAfterAll() throws Exception {
        File file = agent.open("/var/log/app.log");
        Span first = file.write(100);
        long gone = file.send(first);
        file.send(file.write(100));
        fixture.management().deleteMessage("LOGS", gone);
        fixture.start();
        awaitGaps(file, "0-100 deleted");
        file.send(first);
        agent.writeInventory();
        awaitGaps(file);
        await().untilAsserted(() -> assertThat(report(file).state()).isEqualTo("complete"));
        assertThat(fixture.archive.resolve(file.archived())).hasBinaryContent(file.bytes);
    }

    @Test
    void g2WhatAnInventoryCallsAckedAndNeverCameIsAGap() throws Exception {
        File silent = agent.open("/var/log/silent.log");
        long gone = silent.send(silent.write(100));
        File other = agent.open("/var/log/other.log");
        other.send(other.write(10));
        fixture.management().deleteMessage("LOGS", gone);
        fixture.start();
        fixture.awaitArchived();
        assertThat(fixture.ledger().sources(agent.host)).hasSize(1);
        agent.writeInventory();
        awaitGaps(silent, "0-100 deleted");
        awaitGaps(other);
        assertThat(report(other).state()).isEqualTo("complete");
        // It outlives the page that proved it.
        agent.files.remove(silent);
        agent.writeInventory();
        await().untilAsserted(() -> assertThat(report(silent).agent()).isNull());
        awaitGaps(silent, "0-100 deleted");
    }

    @Test
    void g2UntilThePartitionIsReadAsFarItIsBehindOnly() throws Exception {
        File file = agent.open("/var/log/app.log");
        fixture.set("commit.max-interval", "3s").start();
        await().until(() -> isReading(fixture.running()));
        file.send(file.write(100));
        agent.writeInventory();
        await().untilAsserted(() -> {
            assertThat(report(file).state()).isEqualTo("behind");
            assertThat(report(file).waiting()).containsExactly("0-100");
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(report(file).state()).isEqualTo("complete"));
        assertThat(fixture.events.gapBytes(GapReason.DELETED)).isZero();
    }

    @Test
    void g2APageOfAStreamThatIsNoMoreIsReachedOnlyWhenItsAgentIsSilent() throws Exception {
        File file = agent.open("/var/log/app.log");
        file.send(file.write(100));
        agent.writeInventory();
        fixture.management().deleteStream("LOGS");
        fixture.createStream();
        fixture.start();
        await().untilAsserted(() -> assertThat(report(file).state()).isEqualTo("behind"));
        await().during(Duration.ofSeconds(2)).untilAsserted(() -> awaitGaps(file));
    }

    @Test
    void g4AHoleAboveTheAckedOffsetIsWaitedFor() throws Exception {
        File file = agent.open("/var/log/app.log");
        Span first = file.write(100);
        Span second = file.write(100);
        fixture.start();
        file.send(second);
        await().untilAsserted(() -> assertThat(report(file).waiting()).containsExactly("0-100"));
        assertThat(report(file).gaps()).isEmpty();
        file.send(first);
        await().untilAsserted(() -> assertThat(report(file).waiting()).isEmpty());
    }

    @Test
    void g4AFireAndForgetSourceHasHolesAndNoGaps() throws Exception {
        File file = agent.open("/var/log/app.log", Delivery.FIRE_AND_FORGET);
        file.send(file.write(100));
        long gone = file.send(file.write(50));
        file.send(file.write(100));
        fixture.management().deleteMessage("LOGS", gone);
        agent.writeInventory();
        fixture.start();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(report(file).state()).isEqualTo("lossy");
            assertThat(report(file).waiting()).containsExactly("100-150");
            assertThat(report(file).gaps()).isEmpty();
        });
    }

    @Test
    void g5WhatWasSentBeforeTheCollectorBeganIsNoGap() throws Exception {
        File old = agent.open("/var/log/old.log");
        old.send(old.write(100));
        File across = agent.open("/var/log/across.log");
        across.send(across.write(100));
        fixture.set("consumer.deliver-policy", "new").start();
        await().until(() -> isReading(fixture.running()));
        across.send(across.write(50));
        File young = agent.open("/var/log/young.log");
        long gone = young.send(young.write(30));
        young.send(young.write(30));
        fixture.awaitArchived();
        agent.writeInventory();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(report(old).state()).isEqualTo("complete");
            assertThat(report(old).notCounted()).isEqualTo("0-100");
            assertThat(report(across).state()).isEqualTo("complete");
            assertThat(report(across).notCounted()).isEqualTo("0-100");
            assertThat(report(young).state()).isEqualTo("complete");
        });
        assertThat(gone).isPositive();
    }

    @Test
    void g5ByItsInventoryASourceThatBeganBehindTheCollectorsBeginningIsMissed() throws Exception {
        fixture.set("consumer.deliver-policy", "new").start();
        await().until(() -> isReading(fixture.running()));
        fixture.stop();
        File young = agent.open("/var/log/young.log");
        long gone = young.send(young.write(30));
        young.send(young.write(30));
        fixture.management().deleteMessage("LOGS", gone);
        fixture.start();
        fixture.awaitArchived();
        // By its age alone it may as well have begun before.
        assertThat(report(young).gaps()).isEmpty();
        agent.writeInventory();
        awaitGaps(young, "0-30 deleted");
    }

    @Test
    void g6WhatExpiredIsSaidToHave() throws Exception {
        stopped();
        File file = agent.open("/var/log/app.log");
        file.send(file.write(100));
        limit(stream -> stream.maxAge(Duration.ofSeconds(1)).duplicateWindow(Duration.ofSeconds(1)));
        await().until(this::isEmpty);
        limit(stream -> stream.maxAge(Duration.ZERO));
        file.send(file.write(10));
        fixture.start();
        // The limit is gone; what was found out before it was would say expired.
        awaitGaps(file, "0-100 purged");
    }

    @Test
    void g6WhatExpiredUnderALimitThatIsStillThereIsSaidToHave() throws Exception {
        File file = agent.open("/var/log/app.log");
        limit(stream -> stream.maxAge(Duration.ofSeconds(2)).duplicateWindow(Duration.ofSeconds(1)));
        stopped();
        file.send(file.write(100));
        await().until(this::isEmpty);
        fixture.start();
        await().until(() -> isReading(fixture.running()));
        file.send(file.write(10));
        awaitGaps(file, "0-100 expired");
    }

    @Test
    void g6WhatTheStreamsLimitsDroppedIsSaidToBeEvicted() throws Exception {
        limit(stream -> stream.maxMessages(5));
        stopped();
        File file = agent.open("/var/log/app.log");
        for (int i = 0; i < 10; i++) {
            file.send(file.write(10));
        }
        fixture.start();
        awaitGaps(file, "0-50 evicted");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void g6WhatWasPurgedIsSaidToBe(boolean whileItReads) throws Exception {
        if (whileItReads) {
            assumeThatConsumersCanBePaused();
            fixture.set("commit.max-interval", "2s").start();
            await().until(() -> isReading(fixture.running()));
            fixture.management()
                    .pauseConsumer(
                            "LOGS",
                            "archive-p" + CollectorFixture.PARTITION,
                            ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        } else {
            stopped();
        }
        File file = agent.open("/var/log/app.log");
        file.send(file.write(50));
        long last = file.send(file.write(50));
        fixture.management()
                .purgeStream("LOGS", PurgeOptions.builder().sequence(last + 1).build());
        file.send(file.write(10));
        if (whileItReads) {
            fixture.management().resumeConsumer("LOGS", "archive-p" + CollectorFixture.PARTITION);
        } else {
            fixture.start();
        }
        awaitGaps(file, "0-100 purged");
    }

    @Test
    void g6WhatTheStreamLostWhenItWasMadeAnewIsSaidToBeRolledBack() throws Exception {
        stopped();
        File file = agent.open("/var/log/app.log");
        file.send(file.write(100));
        fixture.management().deleteStream("LOGS");
        fixture.createStream();
        agent.resume();
        agent.writeInventory();
        fixture.start();
        awaitGaps(file, "0-100 rolled-back");
    }

    @Test
    void g6WhatIsADeadLetterIsSaidToBe() throws Exception {
        fixture.start();
        File file = agent.open("/var/log/app.log");
        file.send(file.write(20));
        file.sendDamaged(file.write(30));
        file.send(file.write(50));
        awaitGaps(file, "20-50 dead-letter");
        assertThat(fixture.deadLetters().page(agent.host, null, 0, 10))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.letter().reason().label()).isEqualTo("checksum");
                    assertThat(letter.letter().claim().span()).isEqualTo(new Span(20, 50));
                });
    }

    @Test
    void g6WhatItsAgentCouldNotReadIsSaidToBeLost() throws Exception {
        fixture.start();
        File file = agent.open("/var/log/app.log");
        file.send(file.write(20));
        file.write(30);
        file.send(file.write(50));
        file.seal();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(report(file).lost()).containsExactly("20-50");
            assertThat(report(file).gaps()).isEmpty();
            assertThat(report(file).state()).isEqualTo("incomplete");
        });
        assertThat(fixture.events.gapBytes(GapReason.LOST_BEFORE_READING)).isEqualTo(30);
    }

    @Test
    void aSourceThatIsNeitherSealedNorKnownToItsAgentIsOrphaned() throws Exception {
        fixture.start();
        File file = agent.open("/var/log/app.log");
        file.send(file.write(20));
        fixture.awaitArchived();
        await().untilAsserted(() -> assertThat(report(file).state()).isEqualTo("unverified"));
        agent.files.remove(file);
        agent.writeInventory();
        await().untilAsserted(() -> assertThat(report(file).state()).isEqualTo("orphaned"));
        HostReport host =
                fixture.running().completeness().hosts(null, null, 10).hosts().get(0);
        assertThat(host.state()).isEqualTo("orphaned");
        assertThat(host.silent()).isFalse();
    }

    /** A collector that has read what there is, and is stopped. */
    private void stopped() throws Exception {
        fixture.start();
        fixture.awaitArchived();
        await().until(() -> isReading(fixture.running()));
        fixture.stop();
    }

    private void limit(UnaryOperator<StreamConfiguration.Builder> to) throws Exception {
        var now = fixture.management().getStreamInfo("LOGS").getConfiguration();
        fixture.management()
                .updateStream(to.apply(StreamConfiguration.builder(now)).build());
    }

    private boolean isEmpty() throws Exception {
        return fixture.management().getStreamInfo("LOGS").getStreamState().getMsgCount() == 0;
    }

    private SourceReport report(File file) throws IOException {
        return fixture.running().completeness().sources(agent.host, null, null, 1000).sources().stream()
                .filter(source -> source.source().equals(file.origin.source().toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is reported of " + file.origin.path()));
    }

    private void awaitGaps(File file, String... gaps) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                report(file).gaps().stream().map(gap -> gap.range() + " " + gap.reason()))
                        .containsExactly(gaps));
    }
}

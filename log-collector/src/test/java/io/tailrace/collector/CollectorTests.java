package io.tailrace.collector;

import static io.tailrace.collector.CollectorFixture.HOST;
import static io.tailrace.collector.CollectorFixture.subject;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.tailrace.collector.CollectorFixture.PublishedFile;
import io.tailrace.collector.commit.CollectorEvents.Outcome;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorTests {

    private final Random random = new Random(42);
    private NatsServer server;
    private CollectorFixture fixture;

    @BeforeEach
    void setUp(@TempDir Path directory) throws Exception {
        server = NatsServer.start();
        fixture = new CollectorFixture(server, directory);
    }

    @AfterEach
    void tearDown() throws Exception {
        fixture.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "explicit", "none"})
    void archivesWhatIsPublishedUnderEachAckPolicy(String policy) throws Exception {
        fixture.createStream();
        fixture.set("consumer.ack-policy", policy).start();
        PublishedFile file = file("/var/log/app.log", 300_000);
        for (int start = 0; start < file.bytes.length; start += 1000) {
            file.publish(start, start + 1000);
        }
        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
        await().untilAsserted(() -> {
            assertThat(fixture.consumer().getNumAckPending()).isZero();
            assertThat(fixture.consumer().getNumPending()).isZero();
        });
        assertThat(fixture.consumer().getConsumerConfiguration().getAckPolicy())
                .isEqualTo(AckPolicy.get(policy.toLowerCase(Locale.ROOT)));
        assertThat(file.archived.resolveSibling("current")).isSymbolicLink();
    }

    @Test
    void archivesPlainMessagesOfAnyClientAsLines() throws Exception {
        fixture.createStream();
        fixture.start();
        fixture.connection.jetStream().publish(subject(), "sample log line".getBytes(StandardCharsets.UTF_8));
        fixture.connection.jetStream().publish(subject(), "two\nlines\n".getBytes(StandardCharsets.UTF_8));
        await().untilAsserted(() -> assertThat(fixture.plain(HOST)).isEqualTo("sample log line\ntwo\nlines\n"));
    }

    @Test
    void goesOnFromTheLedgerAfterARestart() throws Exception {
        fixture.createStream();
        fixture.start();
        PublishedFile file = file("/var/log/app.log", 20_000);
        file.publish(0, 10_000);
        fixture.connection.jetStream().publish(subject(), "one".getBytes(StandardCharsets.UTF_8));
        await().untilAsserted(() -> assertThat(fixture.plain(HOST)).isEqualTo("one\n"));
        fixture.stop();
        file.publish(10_000, 20_000);
        fixture.connection.jetStream().publish(subject(), "two".getBytes(StandardCharsets.UTF_8));
        fixture.start();
        await().untilAsserted(() -> assertThat(fixture.plain(HOST)).isEqualTo("one\ntwo\n"));
        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
        assertThat(fixture.events.count(Outcome.DUPLICATE)).isZero();
    }

    @Test
    void waitsForTheStream() throws Exception {
        Collector collector = fixture.start();
        await().untilAsserted(() -> assertThat(collector.intake().status())
                .allSatisfy(status -> assertThat(status.waitingFor()).contains("stream LOGS does not exist")));
        fixture.createStream();
        PublishedFile file = file("/var/log/app.log", 1000);
        file.publish(0, 1000);
        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
    }

    @Test
    void survivesAKillOfTheServer() throws Exception {
        fixture.createStream();
        fixture.start();
        PublishedFile file = file("/var/log/app.log", 4000);
        file.publish(0, 1000);
        await().until(() -> Files.exists(file.archived));
        server.kill();
        server.restart();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> file.publish(1000, 4000));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
    }

    @Test
    void writesNothingTwiceAndAcknowledgesItAllTheSame() throws Exception {
        fixture.createStream();
        fixture.set("consumer.ack-policy", "explicit").start();
        PublishedFile file = file("/var/log/app.log", 3000);
        file.publish(0, 2000);
        file.publish(1000, 3000);
        file.publish(0, 3000);
        await().untilAsserted(() ->
                assertThat(fixture.events.count(Outcome.DUPLICATE)).isEqualTo(1));
        await().untilAsserted(() -> {
            assertThat(file.archived).hasBinaryContent(file.bytes);
            assertThat(fixture.consumer().getNumAckPending()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "explicit"})
    void commitsAfterExactlySoManyMessages(String policy) throws Exception {
        fixture.createStream();
        fixture.set("commit.max-messages", "100")
                .set("commit.max-interval", "60s")
                .set("consumer.ack-policy", policy)
                .start();
        PublishedFile file = file("/var/log/app.log", 1000);
        for (int i = 0; i < 99; i++) {
            file.publish(i, i + 1);
        }
        await().untilAsserted(
                        () -> assertThat(fixture.consumer().getNumAckPending()).isEqualTo(99));
        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(fixture.events.commits()).isZero());
        file.publish(99, 100);
        await().untilAsserted(
                        () -> assertThat(fixture.consumer().getNumAckPending()).isZero());
        assertThat(fixture.events.commits()).isEqualTo(1);
    }

    @Test
    void commitsAtExactlySoManyBytes() throws Exception {
        fixture.createStream();
        fixture.set("commit.max-size", "1000B")
                .set("commit.max-interval", "60s")
                .start();
        PublishedFile file = file("/var/log/app.log", 3000);
        file.publish(0, 600);
        file.publish(600, 1200);
        await().untilAsserted(
                        () -> assertThat(fixture.consumer().getNumAckPending()).isEqualTo(1));
        file.publish(1200, 1600);
        await().untilAsserted(
                        () -> assertThat(fixture.consumer().getNumAckPending()).isZero());
        assertThat(fixture.events.commits()).isEqualTo(2);
    }

    @Test
    void commitsAfterTheInterval() throws Exception {
        fixture.createStream();
        fixture.set("commit.max-interval", "2s").start();
        await().untilAsserted(
                        () -> assertThat(fixture.consumer().getNumPending()).isZero());
        long began = System.nanoTime();
        file("/var/log/app.log", 10).publish(0, 10);
        await().untilAsserted(() -> assertThat(fixture.events.commits()).isEqualTo(1));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void keepsWhatIsMalformedAsDeadLettersAndGoesOn() throws Exception {
        fixture.createStream();
        fixture.connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("DLQ")
                        .subjects("dlq.logs")
                        .build());
        fixture.start();
        PublishedFile file = file("/var/log/app.log", 1000);
        NatsMessage lying = file.message(0, 500);
        lying.getHeaders().put("Log-Span", "0-501");
        fixture.connection.jetStream().publish(lying);
        NatsMessage huge = file.message(500, 1000);
        huge.getHeaders().put("Log-Span", "9223372036854775207-9223372036854775707");
        fixture.connection.jetStream().publish(huge);
        fixture.connection
                .jetStream()
                .publish(subject().replace(HOST, "=zz"), "whose?".getBytes(StandardCharsets.UTF_8));
        file.publish(0, 1000);

        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
        assertThat(fixture.events.count(Outcome.DEAD_LETTER)).isEqualTo(3);
        JetStreamManagement management = fixture.connection.jetStreamManagement();
        await().untilAsserted(() -> assertThat(
                        management.getStreamInfo("DLQ").getStreamState().getMsgCount())
                .isEqualTo(3));
        MessageInfo first = management.getMessage("DLQ", 1);
        assertThat(first.getData()).isEqualTo(lying.getData());
        Headers headers = requireNonNull(first.getHeaders());
        assertThat(headers.getFirst("Dead-Letter-Reason")).isEqualTo("header");
        assertThat(headers.get("Dead-Letter-Header")).contains("Log-Span: 0-501");
        await().untilAsserted(() -> assertThat(fixture.ledger().unpublished(10)).isEmpty());
        assertThat(fixture.ledger().totals().deadLetters()).isEqualTo(3);
    }

    @Test
    void beginsWithWhatIsNew() throws Exception {
        fixture.createStream();
        PublishedFile old = file("/var/log/old.log", 10);
        old.publish(0, 10);
        fixture.set("consumer.deliver-policy", "new");
        Collector collector = fixture.start();
        await().until(() -> isReading(collector));
        PublishedFile file = file("/var/log/app.log", 20);
        file.publish(0, 10);
        await().untilAsserted(() -> assertThat(fixture.events.commits()).isEqualTo(1));
        fixture.stop();
        file.publish(10, 20);
        fixture.start();
        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
        assertThat(old.archived).doesNotExist();
    }

    @Test
    void beginsAtASequence() throws Exception {
        fixture.createStream();
        PublishedFile file = file("/var/log/app.log", 30);
        file.publish(0, 10);
        file.publish(10, 20);
        file.publish(20, 30);
        fixture.set("consumer.deliver-policy", "by-start-sequence")
                .set("consumer.start-sequence", "2")
                .start();
        await().untilAsserted(() -> assertThat(fixture.ledger().sources(HOST, 0, 10))
                .singleElement()
                .satisfies(source -> assertThat(source.archived()).containsExactly(new Span(10, 30))));
    }

    @Test
    void beginsAtATime() throws Exception {
        fixture.createStream();
        PublishedFile old = file("/var/log/old.log", 10);
        old.publish(0, 10);
        String after = requireNonNull(fixture.connection
                        .jetStreamManagement()
                        .getMessage("LOGS", 1)
                        .getTime())
                .plusNanos(1)
                .toInstant()
                .toString();
        PublishedFile file = file("/var/log/app.log", 10);
        file.publish(0, 10);
        fixture.set("consumer.deliver-policy", "by-start-time")
                .set("consumer.start-time", after)
                .start();
        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
        assertThat(old.archived).doesNotExist();
    }

    @Test
    void readsAgainWhatAnotherTookFromItsConsumer() throws Exception {
        fixture.createStream();
        fixture.set("consumer.max-deliver", "1").start();
        PublishedFile file = file("/var/log/app.log", 300);
        file.publish(0, 100);
        await().untilAsserted(() -> assertThat(fixture.events.commits()).isEqualTo(1));
        fixture.stop();
        file.publish(100, 200);
        file.publish(200, 300);
        // Delivered once, which is as often as max-deliver allows, to somebody who dies with it.
        var thief = fixture.connection.getConsumerContext("LOGS", "archive-p" + CollectorFixture.PARTITION);
        assertThat(thief.next(Duration.ofSeconds(2))).isNotNull();
        fixture.start();
        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
        await().untilAsserted(
                        () -> assertThat(fixture.consumer().getNumAckPending()).isZero());
    }

    @Test
    void changesAnExistingConsumerToTheConfiguration() throws Exception {
        fixture.createStream();
        Collector first = fixture.start();
        await().until(() -> isReading(first));
        fixture.stop();
        PublishedFile file = file("/var/log/app.log", 100);
        file.publish(0, 100);
        fixture.set("consumer.ack-policy", "explicit")
                .set("consumer.ack-wait", "45s")
                .set("consumer.max-deliver", "5")
                .start();
        await().untilAsserted(() -> assertThat(file.archived).hasBinaryContent(file.bytes));
        assertThat(fixture.consumer().getConsumerConfiguration().getAckWait()).isEqualTo(Duration.ofSeconds(45));
        assertThat(fixture.consumer().getConsumerConfiguration().getMaxDeliver())
                .isEqualTo(5);
        assertThat(fixture.consumer().getConsumerConfiguration().getAckPolicy()).isEqualTo(AckPolicy.Explicit);
    }

    @Test
    void readsARecreatedStreamFromItsBeginning() throws Exception {
        fixture.createStream();
        fixture.start();
        PublishedFile file = file("/var/log/app.log", 200);
        file.publish(0, 50);
        file.publish(50, 100);
        fixture.connection.jetStream().publish(subject(), "one".getBytes(StandardCharsets.UTF_8));
        await().untilAsserted(() -> assertThat(fixture.plain(HOST)).isEqualTo("one\n"));
        fixture.connection.jetStreamManagement().deleteStream("LOGS");
        fixture.createStream();
        file.publish(0, 200);
        fixture.connection.jetStream().publish(subject(), "two".getBytes(StandardCharsets.UTF_8));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(file.archived).hasBinaryContent(file.bytes);
            assertThat(fixture.plain(HOST)).isEqualTo("one\ntwo\n");
        });
    }

    @Test
    void pausesOnAFullDiskAndGoesOnWhenThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(fixture.directory.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()))
                .isZero();
        try {
            Path ballast = disk.resolve("ballast");
            Files.write(ballast, new byte[700_000]);
            fixture.createStream();
            Collector collector = fixture.set(
                            "archive.directory", disk.resolve("archive").toString())
                    .start();
            PublishedFile file = file("/var/log/app.log", 600_000);
            for (int start = 0; start < file.bytes.length; start += 1000) {
                file.publish(start, start + 1000);
            }
            await().until(() -> collector.writer().pause() != null);
            assertThat(String.valueOf(collector.writer().pause())).contains("No space left on device");
            Files.delete(ballast);
            Path archived = disk.resolve("archive")
                    .resolve(fixture.archive.relativize(file.archived).toString());
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(archived).hasBinaryContent(file.bytes));
            fixture.stop();
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor();
    }

    @Test
    void refusesAStateDirectoryThatIsInUse() throws Exception {
        fixture.start();
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> StateDirectory.take(fixture.properties().stateDirectory()))
                .withMessageContaining("is in use by another collector");
    }

    @Test
    void refusesAnArchiveOfAnotherLedger() throws Exception {
        fixture.start();
        fixture.stop();
        fixture.set("state-directory", fixture.directory.resolve("other").toString());
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(fixture::start)
                .withMessageContaining("Restore the ledger that belongs to it");
    }

    @Test
    void sealsSourcesEvenEmptyOnes() throws Exception {
        fixture.createStream();
        fixture.start();
        PublishedFile empty = file("/var/log/empty.log", 0);
        fixture.connection
                .jetStream()
                .publish(CollectorFixture.message(
                        new LogMessage.Seal(empty.origin, 0, SealReason.DELETED, List.of()), new byte[0]));
        await().untilAsserted(() -> assertThat(empty.archived).isEmptyFile());
        await().untilAsserted(
                        () -> assertThat(fixture.ledger().totals().sealed()).isEqualTo(1));
    }

    private static boolean isReading(Collector collector) {
        return collector.intake().status().stream().allMatch(status -> status.waitingFor() == null);
    }

    private PublishedFile file(String path, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return fixture.new PublishedFile(path, bytes, random);
    }
}

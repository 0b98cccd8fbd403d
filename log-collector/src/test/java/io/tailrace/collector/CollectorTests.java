package io.tailrace.collector;

import static io.tailrace.collector.CollectorFixture.HOST;
import static io.tailrace.collector.CollectorFixture.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.api.AckPolicy;
import io.tailrace.collector.CollectorFixture.PublishedFile;
import io.tailrace.collector.commit.CollectorEvents.Outcome;
import io.tailrace.nats.testing.NatsServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    private PublishedFile file(String path, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return fixture.new PublishedFile(path, bytes, random);
    }
}

package io.tailrace.collector;

import static io.tailrace.collector.CollectorFixture.HOST;
import static io.tailrace.collector.CollectorFixture.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.api.AckPolicy;
import io.tailrace.collector.CollectorFixture.PublishedFile;
import io.tailrace.collector.commit.CollectorEvents.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a collector goes on after it, its server or its disk was interrupted. */
class InterruptionTests extends CollectorCase {

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
        await().untilAsserted(
                        () -> assertThat(fixture.consumer().getNumAckPending()).isZero());
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
}

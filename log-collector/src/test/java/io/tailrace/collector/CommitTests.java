package io.tailrace.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.collector.CollectorFixture.PublishedFile;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a batch is committed. */
class CommitTests extends CollectorCase {

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
}

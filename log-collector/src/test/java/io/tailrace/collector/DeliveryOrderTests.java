package io.tailrace.collector;

import static io.tailrace.collector.CollectorFixture.HOST;
import static io.tailrace.collector.CollectorFixture.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.tailrace.collector.CollectorFixture.PublishedFile;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C2 and C4: what ends a run, and that nothing is lost or repeated by it. */
class DeliveryOrderTests extends CollectorCase {

    private static final String DURABLE = "archive-p" + PARTITION;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"all", "explicit", "none"})
    void c2AConsumerThatIsMovedBackUnderARunEndsIt(String policy) throws Exception {
        assumeThatConsumersCanBeReset();
        fixture.createStream();
        fixture.set("consumer.ack-policy", policy).start();
        saySome(0);
        fixture.awaitArchived();
        fixture.management().resetConsumer("LOGS", DURABLE, 1);
        saySome(10);
        awaitSaid(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "explicit", "none"})
    void c2AConsumerThatIsMovedForwardUnderARunEndsIt(String policy) throws Exception {
        assumeThatConsumersCanBeReset();
        fixture.createStream();
        fixture.set("consumer.ack-policy", policy)
                .set("commit.max-interval", "300ms")
                .start();
        saySome(0);
        fixture.awaitArchived();
        fixture.connection.flush(PATIENCE);
        saySome(10);
        fixture.management().resetConsumer("LOGS", DURABLE, 19);
        saySome(20);
        awaitSaid(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "explicit", "none"})
    void c2AConsumerThatIsDeletedIsMadeAnewAtThePosition(String policy) throws Exception {
        fixture.createStream();
        fixture.set("consumer.ack-policy", policy).start();
        saySome(0);
        fixture.awaitArchived();
        fixture.management().deleteConsumer("LOGS", DURABLE);
        saySome(10);
        awaitSaid(20);
    }

    @Test
    void c2AConsumerThatSomebodyMadeAnewAtTheEndIsPutBack() throws Exception {
        fixture.createStream();
        fixture.start();
        saySome(0);
        fixture.awaitArchived();
        fixture.management().deleteConsumer("LOGS", DURABLE);
        saySome(10);
        fixture.management()
                .createConsumer(
                        "LOGS",
                        ConsumerConfiguration.builder()
                                .durable(DURABLE)
                                .filterSubject("logs.p" + PARTITION + ".>")
                                .ackPolicy(AckPolicy.All)
                                .deliverPolicy(DeliverPolicy.New)
                                .build());
        saySome(20);
        awaitSaid(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "explicit"})
    void c2WhatIsDeliveredAgainIsJudgedAgain(String policy) throws Exception {
        fixture.createStream();
        fixture.set("consumer.ack-policy", policy)
                .set("consumer.ack-wait", "1s")
                .set("commit.max-interval", "100ms")
                .start();
        PublishedFile file = file("/var/log/app.log", 3_000);
        for (int i = 0; i < 30; i++) {
            file.publish(100 * i, 100 * i + 100);
            fixture.say("line " + i);
        }
        fixture.awaitArchived();
        assertThat(file.archived).hasBinaryContent(file.bytes);
        assertThat(fixture.plain(HOST).lines()).hasSize(30);
    }

    @Test
    void c2APartitionThatDeliversNothingAlthoughItHasSomethingIsStalledUntilItDoes() throws Exception {
        assumeThatConsumersCanBePaused();
        fixture.createStream();
        fixture.start();
        await().until(() -> isReading(fixture.running()));
        fixture.management()
                .pauseConsumer(
                        "LOGS", DURABLE, ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        fixture.say("into the silence");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(String.valueOf(fixture.status().waitingFor()))
                        .startsWith("stalled: the server has 1 messages to deliver"));
        fixture.management().resumeConsumer("LOGS", DURABLE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.plain(HOST)).isEqualTo("into the silence\n"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.status().waitingFor()).isNull());
    }

    private void saySome(int first) throws Exception {
        for (int i = first; i < first + 10; i++) {
            fixture.say("line " + i);
        }
    }

    private void awaitSaid(int lines) {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            expected.append("line ").append(i).append('\n');
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.plain(HOST)).isEqualTo(expected.toString()));
    }
}

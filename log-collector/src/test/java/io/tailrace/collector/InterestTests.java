package io.tailrace.collector;

import static io.tailrace.collector.CollectorFixture.HOST;
import static io.tailrace.collector.CollectorFixture.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.ConsumerContext;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.tailrace.collector.commit.CollectorEvents.Outcome;
import java.time.Duration;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C1 under interest retention: what is deleted or passed over there is gone, or stays for ever. */
class InterestTests extends CollectorCase {

    private static final String DURABLE = "archive-p" + PARTITION;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeEach
    void createStream() throws Exception {
        fixture.createStream(stream -> stream.retentionPolicy(RetentionPolicy.Interest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "explicit"})
    void c1TheDurableStaysTheSameThroughRestarts(String policy) throws Exception {
        fixture.set("consumer.ack-policy", policy).start();
        await().until(() -> isReading(fixture.running()));
        ZonedDateTime created = fixture.consumer().getCreationTime();
        StringBuilder expected = new StringBuilder();
        for (int round = 0; round < 3; round++) {
            fixture.say("while it runs " + round);
            fixture.awaitArchived();
            fixture.stop();
            fixture.say("while it is stopped " + round);
            fixture.start();
            fixture.awaitArchived();
            expected.append("while it runs ")
                    .append(round)
                    .append("\nwhile it is stopped ")
                    .append(round)
                    .append('\n');
        }
        assertThat(fixture.plain(HOST)).isEqualTo(expected.toString());
        assertThat(fixture.consumer().getCreationTime()).isEqualTo(created);
        assertThat(fixture.events.count(Outcome.DUPLICATE)).isZero();
        await().untilAsserted(() -> assertThat(fixture.management()
                        .getStreamInfo("LOGS")
                        .getStreamState()
                        .getMsgCount())
                .isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "explicit"})
    void c1WhatSomebodyTookWhoDiedComesAgainBeforeAnythingNew(String policy) throws Exception {
        fixture.set("consumer.ack-policy", policy)
                .set("consumer.ack-wait", "2s")
                .start();
        await().until(() -> isReading(fixture.running()));
        fixture.say("one");
        fixture.awaitArchived();
        fixture.stop();
        for (int i = 0; i < 5; i++) {
            fixture.say("taken " + i);
        }
        ConsumerContext thief = fixture.connection.getConsumerContext("LOGS", DURABLE);
        for (int i = 0; i < 3; i++) {
            assertThat(thief.next(Duration.ofSeconds(2))).isNotNull();
        }
        fixture.start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.plain(HOST))
                        .isEqualTo("one\ntaken 0\ntaken 1\ntaken 2\ntaken 3\ntaken 4\n"));
        fixture.awaitArchived();
    }

    @Test
    void c1TheDurableIsNotPutBeyondWhatItHasAcknowledged() throws Exception {
        assumeThatConsumersCanBeReset();
        fixture.management()
                .createConsumer(
                        "LOGS",
                        ConsumerConfiguration.builder()
                                .durable("somebody-else")
                                .ackPolicy(AckPolicy.Explicit)
                                .build());
        fixture.set("consumer.ack-policy", "explicit").start();
        await().until(() -> isReading(fixture.running()));
        fixture.say("one");
        fixture.say("two");
        fixture.awaitArchived();
        fixture.stop();
        fixture.management().resetConsumer("LOGS", DURABLE, 1);
        fixture.start();
        await().untilAsserted(() ->
                assertThat(fixture.consumer().getAckFloor().getStreamSequence()).isEqualTo(2));
        assertThat(fixture.plain(HOST)).isEqualTo("one\ntwo\n");
        assertThat(fixture.events.count(Outcome.DUPLICATE)).isEqualTo(2);
    }

    @Test
    void c1ADurableThatIsNotAsConfiguredIsNotReplaced() throws Exception {
        fixture.start();
        fixture.say("one");
        fixture.awaitArchived();
        fixture.stop();
        fixture.set("consumer.ack-policy", "explicit").start();
        await().untilAsserted(() -> assertThat(String.valueOf(fixture.status().waitingFor()))
                .contains("is not replaced: under interest retention its messages would go with it"));
    }

    @Test
    void c1AckPolicyNoneIsRefused() throws Exception {
        fixture.set("consumer.ack-policy", "none").start();
        await().untilAsserted(() -> assertThat(String.valueOf(fixture.status().waitingFor()))
                .contains("consumer.ack-policy = none can't work"));
    }

    @Test
    void c1AConsumerThatIsDeletedIsMadeAnewAndLosesNothingThatIsStillThere() throws Exception {
        fixture.management()
                .createConsumer(
                        "LOGS",
                        ConsumerConfiguration.builder()
                                .durable("somebody-else")
                                .ackPolicy(AckPolicy.Explicit)
                                .build());
        fixture.start();
        await().until(() -> isReading(fixture.running()));
        fixture.say("one");
        fixture.awaitArchived();
        fixture.management().deleteConsumer("LOGS", DURABLE);
        fixture.say("two");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.plain(HOST)).isEqualTo("one\ntwo\n"));
    }
}

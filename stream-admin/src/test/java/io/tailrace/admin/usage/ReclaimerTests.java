package io.tailrace.admin.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.tailrace.admin.Broker;
import io.tailrace.admin.ShippedDeclaration;
import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.apply.Mode;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Planner;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream of ten messages that is full: two of three subjects, two consumers. */
class ReclaimerTests {

    private static final String STREAM = """
            tailrace.admin:
              streams:
                - name: A
                  subjects: ["a.*"]
                  discard: new
                  max-msgs: 10
                  consumers:
                    - {name: one, filter-subject: a.1, %s}
                    - {name: two, filter-subjects: [a.2, a.0]}
                  reclaim: {above: 80, consumers: [one, two], trust-start-sequence: %s}
            """;

    private Broker broker;

    @BeforeEach
    void startServer() {
        broker = new Broker();
    }

    @AfterEach
    void stopServer() throws IOException {
        broker.close();
    }

    @Test
    void purgesUpToTheLowestAcknowledgedPositionAndNeverBeyond() throws Exception {
        Declared declared = declare("ack-policy: explicit");
        for (int i = 0; i < 7; i++) {
            broker.publish("a." + (1 + i % 2), "message " + i);
        }
        acknowledge("one", 4);
        acknowledge("two", 3);
        assertThat(reclaim(declared)).isEqualTo("nothing to do, 70 % full");
        broker.publish("a.1", "message 7");
        broker.publish("a.2", "message 8");
        broker.publish("a.1", "message 9");
        assertThat(reclaim(declared)).isEqualTo("purged 6 messages up to sequence 6 at 100 % full");
        assertThat(broker.messages("A")).isEqualTo(4);
        assertThat(broker.request("STREAM.INFO.A", "")
                        .path("state")
                        .path("first_seq")
                        .asLong())
                .isEqualTo(7);

        for (int i = 0; i < 6; i++) {
            broker.publish("a.1", "message 1" + i);
        }
        assertThat(reclaim(declared))
                .isEqualTo("not done, 100 % full and nothing of it is acknowledged by all of [one, two]");
        assertThat(broker.messages("A")).isEqualTo(10);
    }

    @Test
    void purgesNothingWhileASubjectIsNobodys() throws Exception {
        Declared declared = declare("ack-policy: explicit");
        broker.publish("a.3", "nobody's");
        for (int i = 0; i < 9; i++) {
            broker.publish("a." + (1 + i % 2), "message " + i);
        }
        acknowledge("one", 5);
        acknowledge("two", 4);
        assertThat(reclaim(declared)).isEqualTo("not done, none of [one, two] wants messages of a.3");
        assertThat(broker.messages("A")).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ack-policy: none", "deliver-policy: new", "max-deliver: 1"})
    void purgesNothingWhereAPositionSaysNothing(String consumer) throws Exception {
        Declared declared = declare(consumer);
        for (int i = 0; i < 10; i++) {
            broker.publish("a." + (1 + i % 2), "message " + i);
        }
        assertThat(reclaim(declared)).startsWith("not done, consumer one: it ");
        broker.request("CONSUMER.DELETE.A.one", "");
        assertThat(reclaim(declared)).isEqualTo("not done, consumer one: it does not exist");
        assertThat(broker.messages("A")).isEqualTo(10);
    }

    @Test
    void saysSoWhereTheStreamMayNotBePurged() throws Exception {
        Declared declared = declare("ack-policy: explicit");
        for (int i = 0; i < 10; i++) {
            broker.publish("a." + (1 + i % 2), "message " + i);
        }
        acknowledge("one", 5);
        acknowledge("two", 5);
        broker.edit("A", "{\"deny_purge\":true}");
        assertThat(reclaim(declared)).startsWith("not done, ").contains("purge");
        assertThat(broker.messages("A")).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsBeforeAStartSequenceCountsOnlyWhereThatIsDeclared(boolean trusted) throws Exception {
        Declared declared = declare("deliver-policy: by_start_sequence, opt-start-seq: 9", trusted);
        for (int i = 0; i < 10; i++) {
            broker.publish("a." + (1 + i % 2), "message " + i);
        }
        acknowledge("two", 2);
        String done = reclaim(declared);
        if (trusted) {
            assertThat(done).isEqualTo("purged 4 messages up to sequence 4 at 100 % full");
        } else {
            assertThat(done).startsWith("not done, consumer one: it did not begin with the first message");
        }
    }

    private Declared declare(String consumer) throws InterruptedException {
        return declare(consumer, false);
    }

    private Declared declare(String consumer, boolean trusted) throws InterruptedException {
        Declared declared = ShippedDeclaration.declared(STREAM.formatted(consumer, trusted));
        new Applier(broker.api(), new Planner(broker.api(), declared, Permissions.NONE), null, Clock.systemUTC())
                .round(name -> Mode.ALL, true);
        return declared;
    }

    private String reclaim(Declared declared) throws InterruptedException {
        StreamUsage usage = Objects.requireNonNull(
                new UsageReader(broker.api(), declared.streams()).read().get("A"));
        assertThat(usage.consumers()).hasSizeBetween(1, 2);
        return Objects.requireNonNull(usage.reclaimed());
    }

    private void acknowledge(String consumer, int messages) throws Exception {
        JetStreamSubscription subscription =
                broker.connection().jetStream().subscribe(null, PullSubscribeOptions.bind("A", consumer));
        List<Message> fetched = subscription.fetch(messages, Duration.ofSeconds(10));
        assertThat(fetched).hasSize(messages);
        for (Message message : fetched) {
            message.ackSync(Duration.ofSeconds(5));
        }
        subscription.unsubscribe();
    }
}

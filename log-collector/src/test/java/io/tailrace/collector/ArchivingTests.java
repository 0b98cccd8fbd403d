package io.tailrace.collector;

import static io.tailrace.collector.CollectorFixture.HOST;
import static io.tailrace.collector.CollectorFixture.subject;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.tailrace.collector.CollectorFixture.PublishedFile;
import io.tailrace.collector.commit.CollectorEvents.Outcome;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.SealReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of messages of each kind. */
class ArchivingTests extends CollectorCase {

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
        await().untilAsserted(
                        () -> assertThat(fixture.deadLetters().unpublished(10)).isEmpty());
        assertThat(fixture.ledger().totals().deadLetters()).isEqualTo(3);
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
}

package io.tailrace.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.LinePart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JetStreamLinkTests {

    @TempDir
    Path directory;

    private final RecordingOutcomes outcomes = new RecordingOutcomes();
    private RealNats nats = new RealNats(NatsServer.start());
    private SourceOfLines lines;

    @BeforeEach
    void makeStream() throws Exception {
        lines = new SourceOfLines(directory);
        nats.createStream(stream -> stream);
    }

    @AfterEach
    void stop() {
        nats.close();
    }

    @Test
    void storesPayloadAndHeaders() throws Exception {
        try (Link link = nats.open(outcomes)) {
            link.publish(lines.next("a line\n"));
            assertThat(outcomes.next()).startsWith("acked");
        }
        nats.manage(streams -> {
            MessageInfo stored = streams.getMessage("LOGS", 2);
            assertThat(stored.getSubject()).isEqualTo("logs.p1.my.host");
            assertThat(new String(stored.getData(), StandardCharsets.UTF_8)).isEqualTo("a line\n");
            Headers headers = Objects.requireNonNull(stored.getHeaders());
            assertThat(headers.getFirst("Log-Span")).isEqualTo("0-7");
            assertThat(headers.getFirst("Nats-Msg-Id"))
                    .isEqualTo(lines.source().origin().source() + ":0:7");
        });
    }

    @Test
    void saysOfADuplicateWhereItIs() throws Exception {
        try (Link link = nats.open(outcomes)) {
            Outgoing message = lines.next("a line\n");
            link.publish(message);
            link.publish(message);
            assertThat(outcomes.next()).startsWith("acked");
            assertThat(outcomes.next()).startsWith("duplicate of ");
        }
    }

    @Test
    void countsFireAndForgetAsSentOnceTheServerHasReadIt() throws Exception {
        SourceOfLines careless = new SourceOfLines(directory, Delivery.FIRE_AND_FORGET);
        try (Link link = nats.open(outcomes)) {
            for (int i = 0; i < 100; i++) {
                link.publish(careless.next("line " + i + "\n"));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(outcomes.next()).startsWith("flushed");
            }
        }
        nats.manage(streams -> assertThat(
                        streams.getStreamInfo("LOGS").getStreamState().getMsgCount())
                .isEqualTo(101));
    }

    @Test
    void saysThatTheStreamIsFullAndGoesOnWhenItIsNot() throws Exception {
        nats.updateStream(stream -> stream.maxMessages(2).discardPolicy(DiscardPolicy.New));
        try (Link link = nats.open(outcomes)) {
            link.publish(lines.next("a\n"));
            assertThat(outcomes.next()).startsWith("acked");
            Outgoing second = lines.next("b\n");
            link.publish(second);
            assertThat(outcomes.next()).startsWith("refused: stream LOGS refused a message: maximum messages exceeded");
            nats.manage(streams -> streams.purgeStream("LOGS"));
            link.publish(second);
            assertThat(outcomes.next()).startsWith("acked");
        }
    }

    @Test
    void tellsAMessageThatIsTooLargeFromAFullStream() throws Exception {
        try (Link link = nats.open(outcomes)) {
            nats.updateStream(stream -> stream.maximumMessageSize(2_000));
            link.publish(lines.next("x".repeat(3_000), LinePart.BEGIN));
            assertThat(outcomes.next()).startsWith("too large: stream LOGS refused a message of 3000 bytes");
            link.publish(lines.next("x".repeat(2 * 1024 * 1024), LinePart.MIDDLE));
            assertThat(outcomes.next()).startsWith("too large: a message is larger than the server takes");
        }
    }

    @Test
    void isLostAtOnceWhenTheServerIsKilled() throws Exception {
        try (Link link = nats.open(outcomes)) {
            long killed = System.nanoTime();
            nats.server.kill();
            assertThat(outcomes.next()).startsWith("lost: the connection to NATS ended");
            assertThat(System.nanoTime() - killed).isLessThan(3_000_000_000L);
            link.publish(lines.next("a\n"));
            assertThat(outcomes.next()).startsWith("lost: the connection to NATS takes nothing");
        }
    }

    @Test
    void isLostWhenTheServerStopsInGoodOrder() throws Exception {
        try (Link link = nats.open(outcomes)) {
            link.publish(lines.next("a\n"));
            assertThat(outcomes.next()).startsWith("acked");
            nats.server.restart();
            assertThat(outcomes.next()).startsWith("lost: the connection to NATS ended");
        }
    }

    @Test
    void isLostWhenTheStreamIsDeleted() throws Exception {
        try (Link link = nats.open(outcomes)) {
            nats.manage(streams -> streams.deleteStream("LOGS"));
            link.publish(lines.next("a\n"));
            assertThat(outcomes.next()).startsWith("lost: a publish failed:").contains("503");
        }
    }

    @Test
    void isLostWhenTheSubjectHasMovedToAnotherStream() throws Exception {
        try (Link link = nats.open(outcomes)) {
            nats.updateStream(stream -> stream.subjects("metrics.>"));
            nats.manage(streams -> streams.addStream(StreamConfiguration.builder()
                    .name("OTHER")
                    .subjects("logs.>")
                    .build()));
            link.publish(lines.next("a\n"));
            assertThat(outcomes.next()).startsWith("lost: subject logs.p1.my.host belongs to stream OTHER");
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        SourceOfLines careless = new SourceOfLines(directory, Delivery.FIRE_AND_FORGET);
        nats.open(outcomes).close();
        Set<Thread> before = threads();
        for (int i = 0; i < 5; i++) {
            RecordingOutcomes own = new RecordingOutcomes();
            try (Link link = nats.open(own)) {
                link.publish(careless.next("a\n"));
                assertThat(own.next()).startsWith("flushed");
            }
        }
        Link interrupted = nats.open(new RecordingOutcomes());
        Thread.currentThread().interrupt();
        interrupted.close();
        assertThat(Thread.interrupted()).isTrue();
        await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread ->
                        thread.getName().contains("nats") || thread.getName().startsWith("agent-"))
                .collect(Collectors.toSet());
    }
}

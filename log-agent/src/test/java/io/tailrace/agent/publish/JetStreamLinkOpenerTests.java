package io.tailrace.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nats.client.Connection;
import io.nats.client.api.RetentionPolicy;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.Partitioning;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class JetStreamLinkOpenerTests {

    private static final String ONLY_OTHER_STREAMS = """
            accounts: { A: { jetstream: enabled, users: [
              { user: admin, password: admin }
              { user: agent, password: agent, permissions: {
                publish: ["logs.>", "$JS.API.STREAM.INFO.OTHER"], subscribe: ["_INBOX.>"] } } ] } }
            """;

    /** All that an agent needs, but for another host. */
    private static final String MAY_NOT_PUBLISH = """
            accounts: { A: { jetstream: enabled, users: [
              { user: admin, password: admin }
              { user: agent, password: agent, permissions: {
                publish: ["logs.*.other", "$JS.API.STREAM.INFO.LOGS",
                  "$JS.API.CONSUMER.CREATE.LOGS.resume_my_host.logs.*.my.host",
                  "$JS.API.CONSUMER.MSG.NEXT.LOGS.resume_my_host", "$JS.API.CONSUMER.DELETE.LOGS.resume_my_host"],
                subscribe: ["_INBOX.>"] } } ] } }
            """;

    private RealNats nats = new RealNats(NatsServer.start());

    @AfterEach
    void stop() {
        assertThat(nats.connections)
                .as("no link, no connection")
                .allMatch(connection -> connection.getStatus() == Connection.Status.CLOSED);
        nats.close();
    }

    @Test
    void knowsTheSmallestOfTheLimits() throws Exception {
        nats.createStream(stream -> stream);
        assertLimit(1024 * 1024);
        nats.updateStream(stream -> stream.maximumMessageSize(5_000));
        assertLimit(5_000);
        nats.updateStream(stream -> stream.maximumMessageSize(5_000_000));
        assertLimit(1024 * 1024);
    }

    @Test
    void saysThatTheStreamIsMissingAndOpensOnceItIsThere() throws Exception {
        assertRefused("stream LOGS does not exist; stream-admin creates it, or tailrace.stream is wrong");
        nats.createStream(stream -> stream);
        assertLimit(1024 * 1024);
    }

    @Test
    void saysThatJetStreamIsOff() {
        nats.close();
        nats = new RealNats(NatsServer.builder().jetStream(false).start());
        assertRefused("no answer about stream LOGS: JetStream is off, or");
    }

    @Test
    void saysThatNoServerIsThere() {
        nats.server.kill();
        assertRefused("no connection to NATS");
    }

    @Test
    void saysWhatPermissionIsMissing() throws Exception {
        nats.close();
        nats = new RealNats(NatsServer.builder().config(ONLY_OTHER_STREAMS).start(), "agent:agent@");
        nats.createStream(stream -> stream);
        assertRefused(
                "or this agent lacks a permission (Permissions Violation for Publish to \"$JS.API.STREAM.INFO.LOGS");
    }

    @Test
    void refusesAWorkQueue() throws Exception {
        nats.createStream(stream -> stream.retentionPolicy(RetentionPolicy.WorkQueue));
        assertRefused("stream LOGS has retention work-queue");
    }

    @Test
    void saysWhichPermissionIsMissing() throws Exception {
        nats.close();
        nats = new RealNats(NatsServer.builder().config(MAY_NOT_PUBLISH).start(), "agent:agent@");
        nats.createStream(stream -> stream);
        assertRefused("Permissions Violation for Publish to \"logs.p1.my.host\"");
    }

    @Test
    void refusesAStreamThatDoesNotHoldItsSubject() throws Exception {
        nats.createStream(stream -> stream.subjects("metrics.>", "logs.p7.>"));
        assertRefused("stream LOGS holds [metrics.>, logs.p7.>] and not logs.p1.my.host");
    }

    @Test
    void refusesAStreamForAnotherNumberOfPartitions() throws Exception {
        nats.createStream(stream -> stream.metadata(Map.of(Partitioning.STREAM_METADATA_KEY, "8")));
        assertLimit(1024 * 1024);
        assertThatExceptionOfType(LinkException.class)
                .isThrownBy(() -> nats.opener(new Partitioning(16)).open(StreamPast.nothing(), new RecordingOutcomes()))
                .withMessage("stream LOGS is for 8 partitions and tailrace.partitions is 16; make them equal");
    }

    @Test
    void refusesAStreamThatHasRoomForNoMoreThanHeaders() throws Exception {
        nats.createStream(stream -> stream.maximumMessageSize(300));
        assertRefused("stream LOGS has max-msg-size 300, which leaves no room");
    }

    @ParameterizedTest
    @CsvSource({
        ">, logs.p1.my.host, true",
        "logs.>, logs.p1.my.host, true",
        "logs.*.my.host, logs.p1.my.host, true",
        "logs.p1.my.host, logs.p1.my.host, true",
        "logs.*, logs.p1.my.host, false",
        "logs.*.*.*.>, logs.p1.my.host, false",
        "logs.p1, logs.p1.my.host, false",
        "logs.p1.my.host.x, logs.p1.my.host, false",
        "logs.p10.>, logs.p1.my.host, false",
    })
    void readsSubjectFiltersAsTheServerDoes(String filter, String subject, boolean matches) {
        assertThat(StreamTerms.matches(filter, subject)).isEqualTo(matches);
    }

    private void assertLimit(long expected) throws Exception {
        try (Link link = nats.open(new RecordingOutcomes())) {
            assertThat(link.maxMessageSize()).isEqualTo(expected);
        }
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(LinkException.class)
                .isThrownBy(() -> nats.open(new RecordingOutcomes()))
                .withMessageContaining(message);
    }
}

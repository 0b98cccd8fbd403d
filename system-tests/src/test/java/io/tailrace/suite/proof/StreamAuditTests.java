package io.tailrace.suite.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamAuditTests {

    @Test
    void countsWhatAStreamHoldsTwice() throws Exception {
        try (NatsServer server = NatsServer.start()) {
            Connection connection = Nats.connect(server.url());
            connection
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("LOGS")
                            .subjects("logs.>")
                            .build());
            assertThat(StreamAudit.read(connection, "LOGS", "logs.>"))
                    .isEqualTo(new StreamAudit(0, 0, 0, 0, List.of()));
            JetStream stream = connection.jetStream();
            stream.publish("logs.p0.a", span("source-1", "0-10"), new byte[10]);
            stream.publish("logs.p0.a", span("source-1", "20-30"), new byte[10]);
            stream.publish("logs.p0.a", span("source-2", "0-10"), new byte[10]);
            stream.publish("logs.p0.a", span("source-1", "5-20"), new byte[15]);
            stream.publish(
                    "logs.p0.a",
                    span("source-1", "30-30").put("Log-Seal", "rotated").add("Log-Lost", "30-35", "40-42"),
                    new byte[0]);
            stream.publish("logs.p0.a", "a line of any client\n".getBytes(StandardCharsets.UTF_8));

            StreamAudit audit = StreamAudit.read(connection, "LOGS", "logs.>");

            assertThat(audit)
                    .returns(4L, StreamAudit::messages)
                    .returns(1L, StreamAudit::duplicatedMessages)
                    .returns(5L, StreamAudit::duplicatedBytes)
                    .returns(7L, StreamAudit::reportedLost);
            assertThat(audit.firstDuplicates()).singleElement().satisfies(duplicate -> {
                assertThat(duplicate.source()).isEqualTo("source-1");
                assertThat(duplicate.first().span()).isEqualTo(new Span(0, 10));
                assertThat(duplicate.first().sequence()).isEqualTo(1);
                assertThat(duplicate.second().span()).isEqualTo(new Span(5, 20));
                assertThat(duplicate.second().sequence()).isEqualTo(4);
                assertThat(duplicate.second().time())
                        .isAfterOrEqualTo(duplicate.first().time());
            });
            connection.close();
        }
    }

    private static Headers span(String source, String span) {
        return new Headers().put("Log-Source", source).put("Log-Span", span);
    }
}

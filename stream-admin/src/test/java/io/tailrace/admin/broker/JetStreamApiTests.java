package io.tailrace.admin.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.tailrace.nats.testing.NatsServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class JetStreamApiTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Test
    void speaksToTheStreamsOfADomain(@TempDir Path store) throws Exception {
        String config = "jetstream: { store_dir: \"" + store + "\", domain: hub }";
        try (NatsServer server =
                NatsServer.builder().jetStream(false).config(config).start()) {
            Connection connection = Nats.connect(server.url());
            JetStreamApi api = new JetStreamApi(() -> connection, "$JS.hub.API.", TIMEOUT);
            ObjectNode made = api.create(JsonNodeFactory.instance.objectNode().put("name", "A"));
            assertThat(api.find("A")).isEqualTo(made);
            assertThat(api.find("B")).isNull();
            assertThat(api.streamsWith("A")).containsExactly("A");
            connection.close();
        }
    }

    @Test
    void saysThatThereIsNoConnection() {
        JetStreamApi api = new JetStreamApi(() -> null, "$JS.API.", TIMEOUT);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> api.find("A"))
                .withMessage("not connected to NATS");
    }

    @Test
    void saysThatAPermissionMayBeMissingWhereNoAnswerComes() throws Exception {
        String config = "authorization: { users: [ { user: u, password: p, permissions: { publish: \"nothing\" } } ] }";
        try (NatsServer server = NatsServer.builder().config(config).start()) {
            Connection connection = Nats.connect(server.url().replace("nats://", "nats://u:p@"));
            JetStreamApi api = new JetStreamApi(() -> connection, "$JS.API.", TIMEOUT);
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> api.find("A"))
                    .withMessageContaining("no answer on $JS.API.STREAM.INFO.A within PT2S")
                    .withMessageContaining("permission");
            connection.close();
        }
    }
}

package io.tailrace.admin.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.tailrace.nats.testing.NatsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

class JetStreamApiTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Test
    void speaksToTheStreamsOfADomain(@TempDir Path store) throws Exception {
        String config = "jetstream: { store_dir: \"" + store + "\", domain: hub }";
        try (NatsServer server =
                NatsServer.builder().jetStream(false).config(config).start()) {
            Connection connection = Nats.connect(server.url());
            JetStreamApi api = new JetStreamApi(() -> connection, "$JS.hub.API.", TIMEOUT);
            StreamInfo made = api.create(JsonNodeFactory.instance.objectNode().put("name", "A"));
            assertThat(Objects.requireNonNull(api.find("A")).config()).isEqualTo(made.config());
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

    @Test
    void aRequestEndsAtOnceWhenTheConnectionIsKnownToBeLostAndSaysSo() throws Exception {
        try (NatsServer server = NatsServer.start()) {
            Connection connection = Nats.connect(server.url());
            // Nobody answers there, but somebody listens.
            connection.createDispatcher(request -> {}).subscribe("$JS.mute.API.>");
            connection.flush(TIMEOUT);
            JetStreamApi api = new JetStreamApi(() -> connection, "$JS.mute.API.", Duration.ofMinutes(5));
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<?> asking = thread.submit(() -> api.find("A"));
            while (!asking.isDone()) {
                api.connectionLost();
            }
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(asking::get)
                    .withCauseInstanceOf(UnavailableException.class)
                    .withMessageContaining("the connection to NATS was lost before there was an answer");
            thread.shutdown();
            connection.close();
        }
    }
}

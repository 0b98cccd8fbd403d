package io.tailrace.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.tailrace.nats.testing.NatsServer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ControlConnectionTests {

    private static final Backoff QUICK = new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), Math::random);

    private final Roles roles = new Roles(System::nanoTime);
    private final AtomicInteger connects = new AtomicInteger();
    private ControlConnection control = connection(Map.of());

    @AfterEach
    void stop() {
        control.stop();
    }

    @Test
    void connectsAndTellsOfEachReconnect() throws Exception {
        try (NatsServer server = NatsServer.start()) {
            start(Map.of("servers", server.url()));
            assertThat(control.await().getStatus()).isEqualTo(Connection.Status.CONNECTED);
            awaitConnects(1);
            server.kill();
            await().until(() -> !roles.get("control").isConnected());
            server.restart();
            awaitConnects(2);
            await().until(() -> roles.get("control").count(RoleState.Counter.RECONNECTS) == 1);
            control.await().publish("a", new byte[10]);
            await().until(() -> roles.get("control").count(RoleState.Counter.OUT_MESSAGES) > 0);
        }
    }

    @Test
    void waitsForAServerThatComesLate() throws Exception {
        NatsServer early = NatsServer.start();
        int port = early.port();
        early.close();
        start(Map.of("servers", "nats://127.0.0.1:" + port));
        await().until(() -> roles.get("control").lastError() != null);
        assertThat(control.current()).isNull();
        try (NatsServer late = NatsServer.builder().port(port).start()) {
            assertThat(control.await().getConnectedUrl()).contains(Integer.toString(late.port()));
        }
    }

    @Test
    void tellsAListenerThatComesLate() throws Exception {
        try (NatsServer server = NatsServer.start()) {
            start(Map.of("servers", server.url()));
            control.await();
            AtomicInteger late = new AtomicInteger();
            control.onConnected(connection -> late.incrementAndGet());
            await().until(() -> late.get() == 1);
        }
    }

    @Test
    void saysThatCredentialsAreWrongAndConnectsOnceTheServerAcceptsThem() throws Exception {
        try (NatsServer server =
                NatsServer.builder().config(user("agent", "other")).start()) {
            start(Map.of("servers", server.url(), "user", "agent", "password", "secret"));
            await().until(() -> roles.get("control").lastError() != null);
            await().untilAsserted(() -> assertThat(roles.get("control").lastError())
                    .contains("refuses", "user agent", "Authorization Violation")
                    .doesNotContain("secret"));
            server.reload(user("agent", "secret"));
            assertThat(control.await().getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    @Test
    void replacesAConnectionThatJnatsGaveUpBecauseCredentialsWereRevoked() throws Exception {
        try (NatsServer server =
                NatsServer.builder().config(user("agent", "secret")).start()) {
            start(Map.of("servers", server.url(), "user", "agent", "password", "secret"));
            Connection first = control.await();
            server.reload(user("agent", "other"));
            await().atMost(Duration.ofSeconds(20)).until(() -> first.getStatus() == Connection.Status.CLOSED);
            server.reload(user("agent", "secret"));
            await().until(() -> roles.get("control").isConnected());
            assertThat(Objects.requireNonNull(control.current())).isNotSameAs(first);
        }
    }

    @Test
    void endsTheWaitOfOthersWhenItStops() {
        start(Map.of("servers", "nats://127.0.0.1:1"));
        control.stop();
        assertThatThrownBy(() -> control.await()).isInstanceOf(IllegalStateException.class);
    }

    private void start(Map<String, String> properties) {
        control = connection(properties);
        control.onConnected(connection -> connects.incrementAndGet());
        control.start();
    }

    private ControlConnection connection(Map<String, String> properties) {
        ConnectionOptions options = new ConnectionOptions(Properties.nats(properties), null, "test@host", QUICK);
        return new ControlConnection(new JnatsConnectionFactory(options, roles), QUICK);
    }

    private void awaitConnects(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> connects.get() == count);
    }

    private static String user(String name, String password) {
        return "authorization { users: [ {user: %s, password: %s} ] }".formatted(name, password);
    }
}

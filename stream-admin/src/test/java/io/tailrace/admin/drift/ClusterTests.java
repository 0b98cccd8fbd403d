package io.tailrace.admin.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.tailrace.admin.ShippedDeclaration;
import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.broker.JetStreamApi;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.plan.Permissions;
import io.tailrace.admin.plan.Planner;
import io.tailrace.admin.usage.UsageReader;
import io.tailrace.nats.testing.NatsServer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Two instances and three servers, of which the one that leads is killed. */
class ClusterTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DECLARATION = """
            tailrace.admin:
              streams:
                - {name: A, subjects: ["a.>"], replicas: 3, max-age: 1h, consumers: [{name: c, replicas: 3}]}
                - {name: B, subjects: ["b.>"], replicas: 3, max-msgs: 7}
            """;

    private final Map<String, NatsServer> servers = new ConcurrentHashMap<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<Connection> connections = new ArrayList<>();

    @Test
    void theEndIsTheSameWhoeverLeadsAndNothingIsSentThen() throws Exception {
        start(3);
        Connection own = connect();
        own.createDispatcher(request -> changes.add(request.getSubject()))
                .subscribe("$JS.API.STREAM.CREATE.*")
                .subscribe("$JS.API.STREAM.UPDATE.*")
                .subscribe("$JS.API.STREAM.DELETE.*")
                .subscribe("$JS.API.CONSUMER.CREATE.A.c");
        own.flush(PATIENCE);
        Reconciler one = reconciler(connect());
        Reconciler two = reconciler(connect());
        one.wake();
        two.wake();
        await().atMost(PATIENCE)
                .until(() -> one.board().settled() && two.board().settled());

        JsonNode info = ask(own, "STREAM.INFO.A", "");
        ObjectNode config = (ObjectNode) info.path("config");
        config.put("max_age", Duration.ofHours(2).toNanos());
        ask(own, "STREAM.UPDATE.A", config.toString());
        NatsServer leader = Objects.requireNonNull(
                servers.get(info.path("cluster").path("leader").asString()));
        leader.kill();
        one.wake();
        two.wake();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> ask(own, "STREAM.INFO.A", "")
                                .path("config")
                                .path("max_age")
                                .asLong()
                        == Duration.ofHours(1).toNanos());
        leader.startAgain();
        one.wake();
        two.wake();
        await().atMost(PATIENCE)
                .until(() -> one.board().settled() && two.board().settled());

        own.flush(PATIENCE);
        int before = changes.size();
        for (int i = 0; i < 5; i++) {
            assertThat(one.reconcile().get().settled()).isTrue();
            assertThat(two.reconcile().get().settled()).isTrue();
        }
        own.flush(PATIENCE);
        assertThat(changes).hasSize(before);
        one.stop();
        two.stop();
        for (Connection connection : connections) {
            connection.close();
        }
        servers.values().forEach(NatsServer::close);
    }

    private Reconciler reconciler(Connection connection) {
        JetStreamApi api = new JetStreamApi(() -> connection, "$JS.API.", Duration.ofSeconds(5));
        Declared declared = ShippedDeclaration.declared(DECLARATION);
        Planner planner = new Planner(api, declared, Permissions.NONE);
        Reconciler reconciler = new Reconciler(
                new Applier(api, planner, null, Clock.systemUTC()),
                new UsageReader(api, declared.streams()),
                Policy.CORRECT,
                Duration.ofSeconds(1),
                Clock.systemUTC());
        reconciler.start();
        return reconciler;
    }

    private void start(int count) throws Exception {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try (ServerSocket socket = new ServerSocket(0)) {
                ports.add(socket.getLocalPort());
            }
        }
        for (int i = 0; i < count; i++) {
            String routes = String.join(
                    ", ", ports.stream().map(port -> "nats://127.0.0.1:" + port).toList());
            String config = "server_name: n%d\ncluster: { name: c, listen: \"127.0.0.1:%d\", routes: [ %s ] }"
                    .formatted(i, ports.get(i), routes);
            servers.put("n" + i, NatsServer.builder().config(config).start());
        }
    }

    private Connection connect() throws Exception {
        Options.Builder options = new Options.Builder()
                .servers(servers.values().stream().map(NatsServer::url).toArray(String[]::new))
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(200));
        Connection connection = Nats.connect(options.build());
        connections.add(connection);
        return connection;
    }

    private static JsonNode ask(Connection connection, String operation, String body) throws InterruptedException {
        Message reply = connection.request(
                "$JS.API." + operation, body.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(5));
        return JsonMapper.shared().readTree(Objects.requireNonNull(reply).getData());
    }
}

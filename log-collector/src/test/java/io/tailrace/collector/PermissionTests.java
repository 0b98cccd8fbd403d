package io.tailrace.collector;

import static io.tailrace.collector.CollectorFixture.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.tailrace.collector.WireAgent.File;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.Partitioning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/collector.md says that a collector must be allowed to do is enough. */
class PermissionTests {

    private static final List<String> PUBLISH = List.of(
            "$JS.API.STREAM.INFO.LOGS",
            "$JS.API.STREAM.MSG.GET.LOGS",
            "$JS.API.CONSUMER.INFO.LOGS.*",
            "$JS.API.CONSUMER.CREATE.LOGS.*.logs.*.>",
            "$JS.API.CONSUMER.RESET.LOGS.*",
            "$JS.API.CONSUMER.DELETE.LOGS.*",
            "$JS.API.CONSUMER.MSG.NEXT.LOGS.*",
            "$JS.ACK.LOGS.*.>",
            "$JS.ACK.*.*.LOGS.*.>",
            "dlq.logs",
            "$JS.API.STREAM.INFO.KV_LOG_AGENTS",
            "$JS.API.CONSUMER.CREATE.KV_LOG_AGENTS.*.$KV.LOG_AGENTS.>",
            "$JS.API.CONSUMER.DELETE.KV_LOG_AGENTS.*",
            "$JS.API.CONSUMER.INFO.KV_LOG_AGENTS.*",
            "$JS.FC.KV_LOG_AGENTS.>");

    @Test
    void theLeastPrivilegesAreEnough(@TempDir Path directory) throws Exception {
        String allowed = PUBLISH.stream().map(subject -> '"' + subject + '"').collect(Collectors.joining(", "));
        String config = "authorization: { users: [ { user: admin, password: a },"
                + " { user: collector, password: c, permissions: { publish: { allow: [" + allowed + "] },"
                + " subscribe: { allow: [\"_INBOX_collector.>\"] } } } ] }";
        try (NatsServer server = NatsServer.builder().config(config).start()) {
            Connection admin = Nats.connect(new Options.Builder()
                    .server(server.url())
                    .userInfo("admin", "a")
                    .build());
            admin.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("LOGS")
                            .subjects("logs.>")
                            .build());
            admin.keyValueManagement()
                    .create(KeyValueConfiguration.builder()
                            .name(WireAgent.BUCKET)
                            .build());
            CollectorFixture fixture = new CollectorFixture(
                    new Options.Builder()
                            .server(server.url())
                            .inboxPrefix("_INBOX_collector")
                            .userInfo("collector", "c"),
                    directory);
            WireAgent agent = new WireAgent(admin, new Partitioning(CollectorFixture.PARTITIONS), HOST, new Random(1));
            agent.resume();
            fixture.start();
            File file = agent.open("/var/log/app.log");
            file.send(file.write(100));
            agent.writeInventory();
            awaitComplete(fixture);
            fixture.stop();
            // Moves the durable, and looks at what is before it.
            admin.jetStreamManagement().resetConsumer("LOGS", "archive-p" + CollectorFixture.PARTITION, 1);
            file.send(file.write(100));
            fixture.start();
            agent.writeInventory();
            awaitComplete(fixture);
            assertThat(fixture.archive.resolve(file.archived())).hasBinaryContent(file.bytes);
            fixture.close();
            admin.close();
        }
    }

    private static void awaitComplete(CollectorFixture fixture) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var sources = fixture.running()
                    .completeness()
                    .sources(HOST, null, null, 10)
                    .sources();
            assertThat(sources).singleElement().satisfies(source -> {
                assertThat(source.state()).isEqualTo("complete");
                assertThat(source.agent()).isNotNull();
            });
        });
    }
}

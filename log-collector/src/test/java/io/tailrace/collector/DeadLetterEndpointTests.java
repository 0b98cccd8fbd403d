package io.tailrace.collector;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.tailrace.collector.WireAgent.File;
import io.tailrace.nats.ControlConnection;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.Partitioning;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters over HTTP: to look at by default, to replay where that is allowed. */
class DeadLetterEndpointTests {

    private static final String HOST = "my.host";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ALLOWED = "--management.endpoint.deadletters.access=unrestricted";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private NatsServer server;
    private @Nullable ConfigurableApplicationContext application;
    private Path inTheWay;

    @BeforeEach
    void startServer() throws IOException {
        server = NatsServer.start();
        inTheWay = directory.resolve("archive").resolve(HOST).resolve("var");
    }

    @AfterEach
    void stop() {
        requireNonNull(application).close();
        server.close();
    }

    @Test
    void areListedByHostAndReasonAndShownWhole() throws Exception {
        WireAgent agent = start();
        File file = agent.open("/var/log/app.log");
        file.sendDamaged(file.write(10));
        file.sendDamaged(file.write(20));
        nats().jetStream().publish("logs.p0.=zz", "whose?".getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(get("deadletters").get("letters")).hasSize(3));

        assertThat(get("deadletters?host=" + HOST).get("letters")).hasSize(2);
        assertThat(get("deadletters?reason=subject").get("letters")).hasSize(1);
        JsonNode first = get("deadletters?limit=2");
        assertThat(first.get("letters")).hasSize(2);
        JsonNode rest = get("deadletters?limit=2&after=" + first.get("next").asLong());
        assertThat(rest.get("letters")).hasSize(1);
        JsonNode whole = get("deadletters/" + ids("host=" + HOST).get(1));
        assertThat(whole.get("letter").get("reason").asString()).isEqualTo("checksum");
        assertThat(whole.get("letter").get("span").asString()).isEqualTo("10-30");
        assertThat(whole.get("payload").asString()).isNotEmpty();
        assertThat(whole.get("headers").toString()).contains("Log-Span: 10-30");
        assertThat(send(request("deadletters/99").GET()).statusCode()).isEqualTo(404);
        assertThat(send(request("deadletters?reason=none").GET()).statusCode()).isEqualTo(400);
    }

    @Test
    void cantBeReplayedUnlessThatIsAllowed() throws Exception {
        start();
        assertThat(post("{\"all\": true}").statusCode()).isEqualTo(405);
    }

    @Test
    void areReplayedIntoTheArchiveOrKeptWithWhatIsWrongNow() throws Exception {
        WireAgent agent = start(ALLOWED);
        Files.createDirectories(directory.resolve("archive").resolve(HOST));
        Files.writeString(inTheWay, "a file where a directory is to be");
        File blocked = agent.open("/var/log/app.log");
        blocked.send(blocked.write(100));
        blocked.send(blocked.write(50));
        File damaged = agent.open("/srv/app.log");
        damaged.send(damaged.write(10));
        damaged.sendDamaged(damaged.write(20));
        damaged.send(damaged.write(30));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(get("deadletters").get("letters")).hasSize(3));
        assertThat(ids("reason=file")).hasSize(2);

        JsonNode still = json(post("{\"reason\": \"file\"}"));
        assertThat(still.get("archived")).isEmpty();
        assertThat(still.get("refused")).hasSize(2);

        Files.delete(inTheWay);
        JsonNode replayed = json(post("{\"ids\": \"" + String.join(",", ids("reason=file")) + "\"}"));
        assertThat(replayed.get("archived")).hasSize(2);
        assertThat(directory.resolve("archive").resolve(blocked.archived())).hasBinaryContent(blocked.bytes);
        JsonNode rest = json(post("{\"all\": true}"));
        assertThat(rest.get("refused")).hasSize(1);
        assertThat(rest.get("refused").get(0).get("reason").asString()).isEqualTo("checksum");
        assertThat(get("deadletters").get("letters")).hasSize(1);
        JsonNode sources = get("ledger?host=" + HOST).get("sources");
        assertThat(sources.toString()).contains("\"gaps\":[{\"range\":\"10-30\",\"reason\":\"dead-letter\"");
        assertThat(post("{}").statusCode()).isEqualTo(400);
        assertThat(json(post("{\"ids\": 4711}"))
                        .get("refused")
                        .get(0)
                        .get("reason")
                        .asString())
                .isEqualTo("unknown");
    }

    private WireAgent start(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--tailrace.partitions=2",
                "--tailrace.nats.servers=" + server.url(),
                "--tailrace.collector.state-directory=" + directory.resolve("state"),
                "--tailrace.collector.archive.directory=" + directory.resolve("archive"),
                "--tailrace.collector.archive.min-free-space=1MB"));
        arguments.addAll(List.of(more));
        application = SpringApplication.run(LogCollectorApplication.class, arguments.toArray(String[]::new));
        nats().jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("LOGS")
                        .subjects("logs.>")
                        .build());
        return new WireAgent(nats(), new Partitioning(2), HOST, new Random(1));
    }

    private Connection nats() throws InterruptedException {
        return requireNonNull(application).getBean(ControlConnection.class).await();
    }

    private List<String> ids(String query) throws Exception {
        List<String> ids = new ArrayList<>();
        get("deadletters?" + query)
                .get("letters")
                .forEach(letter -> ids.add(letter.get("id").asString()));
        return ids;
    }

    private JsonNode get(String what) throws Exception {
        return json(send(request(what).GET()));
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(request("deadletters")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpRequest.Builder request(String what) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + requireNonNull(application).getEnvironment().getRequiredProperty("local.server.port") + "/actuator/"
                + what));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}

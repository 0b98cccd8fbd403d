package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service, over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class StreamAdminApplicationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void waitsForNatsThenCreatesReportsDriftOnceAndStaysReady(CapturedOutput output) throws Exception {
        int port = freePort();
        try (ConfigurableApplicationContext service = start("nats://127.0.0.1:" + port)) {
            assertThat(get(service, "/actuator/health/liveness")).startsWith("200");
            assertThat(get(service, "/actuator/health/readiness")).startsWith("503");
            assertThat(get(service, "/actuator/streams")).startsWith("200").contains("\"streams\":[]");

            try (Broker broker = new Broker(NatsServer.builder().port(port).start())) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(get(service, "/actuator/health/readiness"))
                                .startsWith("200"));
                assertThat(broker.changes()).hasSize(3);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(get(service, "/actuator/prometheus"))
                                .contains("tailrace_admin_streams{state=\"equal\"} 3")
                                .contains("tailrace_admin_stream_fill_ratio{stream=\"LOGS\"} 0"));

                broker.edit("LOGS", "{\"max_age\":172800000000000}");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(get(service, "/actuator/streams"))
                                .contains("max_age  2d -> 1d  (update)")
                                .contains("\"result\":\"different\"", "\"result\":\"equal\""));
                assertThat(get(service, "/actuator/health/readiness")).startsWith("200");

                broker.edit("LOGS", "{\"max_age\":86400000000000}");
                await().atMost(PATIENCE)
                        .until(() -> output.getOut().contains("stream=LOGS no longer: max_age  2d -> 1d  (update)"));
                assertThat(output.getOut()).containsOnlyOnce("stream=LOGS differs: max_age  2d -> 1d  (update)");
                assertThat(broker.changes())
                        .filteredOn(subject -> subject.contains("UPDATE"))
                        .as("only the test's own")
                        .hasSize(2);
            }
        }
    }

    @Test
    void aWipedBrokerHasItsStreamsAgainOnceItIsBack() throws Exception {
        NatsServer server = NatsServer.start();
        try (Broker broker = new Broker(server);
                ConfigurableApplicationContext service = start(server.url(), "--tailrace.admin.interval=1h")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(get(service, "/actuator/health/readiness"))
                            .startsWith("200"));
            for (int i = 0; i < 3; i++) {
                server.kill();
                FileSystemUtils.deleteRecursively(server.storeDirectory());
                server.startAgain();
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() ->
                                broker.request("STREAM.NAMES", "").path("total").asInt() == 3);
            }
        }
    }

    @Test
    void aPostReconcilesNowAndTheAnswerSaysHowFullStreamsAre() throws Exception {
        NatsServer server = NatsServer.start();
        try (Broker broker = new Broker(server);
                ConfigurableApplicationContext service = start(
                        server.url(),
                        "--tailrace.admin.interval=1h",
                        "--tailrace.admin.streams[0].name=LOGS",
                        "--tailrace.admin.streams[0].subjects=logs.>",
                        "--tailrace.admin.streams[0].max-msgs=10",
                        "--tailrace.admin.streams[0].consumers[0].name=archive")) {
            await().atMost(PATIENCE).until(() -> broker.api().consumer("LOGS", "archive") != null);
            broker.publish("logs.p0.host", "x");
            broker.publish("logs.p0.host", "y");
            broker.edit("LOGS", "{\"max_msgs\":20}");

            JsonNode answer = JsonMapper.shared().readTree(post(service, "/actuator/streams"));

            JsonNode logs = answer.path("streams").get(0);
            assertThat(logs.path("name").asString()).isEqualTo("LOGS");
            assertThat(logs.path("result").asString()).isEqualTo("updated");
            assertThat(logs.path("usage").path("messages").asInt()).isEqualTo(2);
            assertThat(logs.path("usage").path("messagesPercent").asInt()).isEqualTo(20);
            assertThat(logs.path("usage").path("firstTime").asString()).isNotEmpty();
            assertThat(logs.path("usage").path("consumers").get(0).path("lag").asInt())
                    .isEqualTo(2);
            assertThat(broker.config("LOGS").path("max_msgs").asInt()).isEqualTo(10);
            assertThat(answer.path("streams").get(1).path("name").asString()).isEqualTo("KV_LOG_AGENTS");
            assertThat(answer.path("streams").get(2).path("name").asString()).isEqualTo("LOGS/archive");
        }
    }

    private String post(ConfigurableApplicationContext service, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static ConfigurableApplicationContext start(String server, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--tailrace.nats.servers=" + server, "--tailrace.admin.interval=1s"));
        for (String argument : more) {
            arguments.removeIf(each -> each.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
            arguments.add(argument);
        }
        return SpringApplication.run(StreamAdminApplication.class, arguments.toArray(String[]::new));
    }

    private String get(ConfigurableApplicationContext service, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path);
        HttpResponse<String> response =
                http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

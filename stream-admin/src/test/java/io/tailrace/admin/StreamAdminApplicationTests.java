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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

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

    private static ConfigurableApplicationContext start(String server) {
        return SpringApplication.run(
                StreamAdminApplication.class,
                "--server.port=0",
                "--tailrace.nats.servers=" + server,
                "--tailrace.admin.interval=1s");
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

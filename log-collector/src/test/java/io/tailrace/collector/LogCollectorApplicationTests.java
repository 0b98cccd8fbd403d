package io.tailrace.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.tailrace.nats.ControlConnection;
import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class LogCollectorApplicationTests {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void showsHealthMetricsAndLedger(@TempDir Path directory) throws Exception {
        try (NatsServer server = NatsServer.start();
                ConfigurableApplicationContext application = SpringApplication.run(
                        LogCollectorApplication.class,
                        "--server.port=0",
                        "--tailrace.partitions=2",
                        "--tailrace.nats.servers=" + server.url(),
                        "--tailrace.collector.state-directory=" + directory.resolve("state"),
                        "--tailrace.collector.archive.directory=" + directory.resolve("archive"),
                        "--tailrace.collector.archive.min-free-space=1MB")) {
            String base = "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port")
                    + "/actuator/";
            await().untilAsserted(() -> assertThat(get(base + "health/readiness"))
                    .contains("stream LOGS does not exist")
                    .contains("DOWN"));
            assertThat(get(base + "health/liveness")).contains("UP");

            Connection connection = application.getBean(ControlConnection.class).await();
            connection
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("LOGS")
                            .subjects("logs.>")
                            .build());
            connection.jetStream().publish("logs.p1.my.host", "sample log line".getBytes(StandardCharsets.UTF_8));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(get(base + "ledger")).contains("\"plainBytes\":16"));
            assertThat(get(base + "ledger?host=my.host&limit=1")).contains("\"sources\":[]");
            assertThat(get(base + "health/readiness")).contains("\"status\":\"UP\"");
            assertThat(get(base + "prometheus"))
                    .contains("tailrace_collector_archived_bytes_total 16.0")
                    .contains("tailrace_collector_messages_total{outcome=\"plain\"} 1.0")
                    .contains("tailrace_collector_dead_letters_total{reason=\"header\"} 0.0")
                    .contains("tailrace_collector_lag_messages{partition=\"1\"}")
                    .contains("tailrace_collector_ack_pending{partition=\"1\"}")
                    .contains("tailrace_collector_durable_seconds_bucket")
                    .contains("tailrace_collector_commit_seconds_count")
                    .contains("tailrace_collector_commits_total 1.0")
                    .contains("tailrace_collector_paused 0.0")
                    .contains("tailrace_collector_archive_free_bytes")
                    .contains("tailrace_collector_gap_bytes_total{reason=\"expired\"} 0.0")
                    .contains("tailrace_collector_headroom_seconds{partition=\"1\"}")
                    .contains("tailrace_collector_stream_fill{partition=\"1\"}")
                    .contains("tailrace_collector_sources{state=\"incomplete\"}")
                    .contains("tailrace_collector_hosts{state=\"behind\"}")
                    .contains("tailrace_collector_missing_bytes{reason=\"dead-letter\"}")
                    .contains("tailrace_collector_silent_hosts")
                    .contains("tailrace_collector_unowned_hosts 0.0");
            assertThat(get(base + "ledger/hosts")).contains("\"hosts\":[]");
        }
    }

    private String get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

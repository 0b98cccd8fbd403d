package io.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it is started, seen from outside. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class LogAgentApplicationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void showsHealthMetricsAndSources(CapturedOutput output) throws Exception {
        Path file = Files.writeString(directory.resolve("a ü.log"), "one\ntwo\nthree");
        try (NatsServer server = NatsServer.start();
                ConfigurableApplicationContext service = start(server)) {
            awaitHealth(
                    service, "readiness", "\"status\":\"DOWN\"", "stream LOGS does not exist; stream-admin creates it");
            awaitHealth(service, "liveness", "\"status\":\"UP\"");
            assertThat(get(service, "prometheus"))
                    .contains("tailrace_agent_lag_bytes 13.0")
                    .contains("tailrace_agent_sources{state=\"followed\"} 1.0");

            createStream(server);
            awaitHealth(service, "readiness", "\"status\":\"UP\"");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(get(service, "prometheus"))
                            .contains("tailrace_agent_read_bytes_total 8.0")
                            .contains("tailrace_agent_read_lines_total 2.0")
                            .contains("tailrace_agent_acked_bytes_total 8.0")
                            .contains("tailrace_agent_acked_lines_total 2.0")
                            .contains("tailrace_agent_messages_total{outcome=\"acked\"} 1.0")
                            .contains("tailrace_agent_messages_total{outcome=\"found\"} 0.0")
                            .contains("tailrace_agent_messages_total{outcome=\"refused\"} 0.0")
                            .contains("tailrace_agent_lost_bytes_total{")
                            .contains("tailrace_agent_lag_bytes 5.0")
                            .contains("tailrace_agent_lag_seconds ")
                            .contains("tailrace_agent_inflight_bytes 0.0")
                            .contains("tailrace_agent_sources{state=\"followed\"} 1.0")
                            .contains("tailrace_agent_sources{state=\"rotated\"} 0.0")
                            .contains("tailrace_agent_sources{state=\"sealed\"} 0.0")
                            .contains("tailrace_agent_sources{state=\"held\"} 0.0")
                            .contains("tailrace_agent_sources{state=\"copy\"} 0.0")
                            .contains("tailrace_agent_pinned_bytes 0.0"));
            assertThat(get(service, "sources"))
                    .contains("\"host\":\"my.host\",\"count\":1")
                    .contains("\"path\":\"" + file + "\"")
                    .contains("\"state\":\"followed\",\"from\":0,\"size\":13,\"read\":8,\"acked\":8,\"lagBytes\":5");
            assertThat(get(service, "sources?path=nothing")).contains("\"count\":0");
            assertThat(get(service, "sources?limit=0")).contains("\"count\":1").contains("\"sources\":[]");

            server.kill();
            awaitHealth(service, "readiness", "\"status\":\"DOWN\"", "no connection to NATS");
            server.restart();
            awaitHealth(service, "readiness", "\"status\":\"UP\"");
        }
        assertThat(output)
                .contains("input=app paths=[" + directory + "/*.log] exclude=[] files=1 unreadable=0")
                .contains("publishing again")
                .doesNotContain("Exception")
                .doesNotContain("ERROR");
    }

    @Test
    void startsWithoutNatsAndRemembersWhatItFoundWhenItStops() throws Exception {
        Files.writeString(directory.resolve("a.log"), "one\n");
        NatsServer server = NatsServer.start();
        server.kill();
        try (ConfigurableApplicationContext service = start(server)) {
            awaitHealth(service, "readiness", "\"status\":\"DOWN\"", "no connection to NATS");
            awaitHealth(service, "liveness", "\"status\":\"UP\"");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(get(service, "sources")).contains("\"lagBytes\":4"));
        }
        assertThat(Files.readString(directory.resolve("state/checkpoint.json"))).contains("a.log");
        server.close();
    }

    @Test
    void saysWhyItsStateDirectoryCannotBeUsed() throws Exception {
        Path blocked = Files.createFile(directory.resolve("a-file"));
        Process agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogAgentApplication.class.getName(),
                        "--server.port=0",
                        "--tailrace.agent.inputs.app.paths=" + directory + "/*.log",
                        "--tailrace.agent.state-directory=" + blocked.resolve("state"))
                .redirectErrorStream(true)
                .start();
        String said = new String(agent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(agent.waitFor()).isEqualTo(78);
        assertThat(said)
                .contains("tailrace.agent.state-directory = " + blocked + "/state can't be used: ")
                .contains("Make it writable for this agent, or name another one")
                .doesNotContain("\tat ");
    }

    private ConfigurableApplicationContext start(NatsServer server) {
        Map<String, Object> configuration = Map.of(
                "server.port",
                0,
                "tailrace.partitions",
                8,
                "tailrace.nats.servers",
                server.url(),
                "tailrace.agent.host",
                "my.host",
                "tailrace.agent.state-directory",
                directory.resolve("state"),
                "tailrace.agent.inputs.app.paths",
                directory + "/*.log",
                "tailrace.agent.inputs.app.partial-line-timeout",
                "1h");
        return new SpringApplication(LogAgentApplication.class)
                .run(configuration.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    private static void createStream(NatsServer server) throws Exception {
        Connection connection = Nats.connect(server.url());
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("LOGS")
                        .subjects("logs.>")
                        .build());
        connection.close();
    }

    private void awaitHealth(ConfigurableApplicationContext service, String group, String... expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(service, "health/" + group)).contains(Arrays.asList(expected)));
    }

    private String get(ConfigurableApplicationContext service, String endpoint)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port")
                + "/actuator/" + endpoint);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

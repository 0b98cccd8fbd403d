package io.tailrace.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.nats.testing.NatsServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What an operator sees over HTTP of a whole application. */
@Timeout(120)
class NatsOperationsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void readinessFollowsTheConnectionAndLivenessDoesNot() {
        try (NatsServer server = NatsServer.start();
                ConfigurableApplicationContext service = start(server.url())) {
            awaitHealth(service, "nats", "\"status\":\"UP\"", server.url(), "\"state\":\"connected\"");
            awaitHealth(service, "readiness", "\"status\":\"UP\"");
            server.kill();
            awaitHealth(service, "readiness", "\"status\":\"DOWN\"", "\"state\":\"reconnecting\"", "refused");
            awaitHealth(service, "liveness", "\"status\":\"UP\"");
            server.restart();
            awaitHealth(service, "readiness", "\"status\":\"UP\"");
        }
    }

    @Test
    void metricsTellOfTheConnectionByRole() {
        try (NatsServer server = NatsServer.start();
                ConfigurableApplicationContext service = start(server.url())) {
            awaitHealth(service, "nats", "\"status\":\"UP\"");
            assertThat(get(service, "prometheus"))
                    .contains("tailrace_nats_connected{role=\"control\"} 1.0")
                    .contains("tailrace_nats_reconnects_total{role=\"control\"} 0.0")
                    .contains("tailrace_nats_in_messages_total{role=\"control\"}")
                    .contains("tailrace_nats_out_messages_total{role=\"control\"}")
                    .contains("tailrace_nats_in_bytes_total{role=\"control\"}")
                    .contains("tailrace_nats_out_bytes_total{role=\"control\"}");
        }
    }

    @Test
    void saysThatJetStreamIsOff() {
        try (NatsServer server = NatsServer.builder().jetStream(false).start();
                ConfigurableApplicationContext service = start(server.url())) {
            awaitHealth(
                    service, "readiness", "\"status\":\"DOWN\"", "JetStream is off at", "start nats-server with -js");
        }
    }

    @Test
    void saysWhichPermissionIsMissingToWhichRole() throws Exception {
        String config =
                "authorization { users: [ {user: u, password: p, permissions: {publish: {deny: \"logs.>\"}}} ] }";
        try (NatsServer server = NatsServer.builder().config(config).start();
                ConfigurableApplicationContext service =
                        start(server.url(), "--tailrace.nats.user=u", "--tailrace.nats.password=p")) {
            var connection = service.getBean(NatsConnectionFactory.class).connect("publisher", options -> {});
            connection.publish("logs.p1.web-7", "a line\n".getBytes(StandardCharsets.UTF_8));
            awaitHealth(
                    service,
                    "nats",
                    "\"status\":\"DOWN\"",
                    "may not publish to \\\"logs.p1.web-7\\\" (role=publisher)");
            connection.close();
        }
    }

    private static ConfigurableApplicationContext start(String servers, String... more) {
        String[] args = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("--server.port=0", "--tailrace.nats.servers=" + servers),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        return new SpringApplication(Service.class).run(args);
    }

    private void awaitHealth(ConfigurableApplicationContext service, String group, String... parts) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(service, "health/" + group)).contains(parts));
    }

    private String get(ConfigurableApplicationContext service, String path) {
        String port = service.getEnvironment().getProperty("local.server.port");
        URI address = URI.create("http://127.0.0.1:" + port + "/actuator/" + path);
        return http.sendAsync(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}
}

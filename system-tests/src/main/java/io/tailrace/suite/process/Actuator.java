package io.tailrace.suite.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service's endpoints for operators. A service that does not answer has no answer; that is no error here. */
public final class Actuator {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI base;

    /** @param port on the loopback interface */
    public Actuator(int port) {
        this.base = URI.create("http://127.0.0.1:" + port + "/actuator/");
    }

    /** The address of an endpoint, e.g. of {@code sources}. */
    public URI address(String endpoint) {
        return base.resolve(endpoint);
    }

    /** Whether the service says that it can do its work. */
    public boolean isReady() {
        return get("health/readiness")
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    /** What an endpoint answered as JSON, whatever its status. */
    public Optional<JsonNode> json(String endpoint) {
        return get(endpoint).map(answer -> json.readTree(answer.body()));
    }

    /** The service's metrics as they are now. */
    public Optional<Metrics> metrics() {
        return get("prometheus").map(answer -> Metrics.parse(answer.body()));
    }

    private Optional<HttpResponse<String>> get(String endpoint) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address(endpoint)).timeout(TIMEOUT).build();
            return Optional.of(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

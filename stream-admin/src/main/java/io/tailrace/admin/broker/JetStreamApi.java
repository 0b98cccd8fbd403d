package io.tailrace.admin.broker;

import io.nats.client.Connection;
import io.nats.client.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@link StreamApi} by requests on the {@code $JS.API} subjects (JetStream wire API reference, schemas of jsm.go). */
public final class JetStreamApi implements StreamApi {

    private static final int STREAM_NOT_FOUND = 10059;

    private final Supplier<@Nullable Connection> connection;
    private final String prefix;
    private final Duration timeout;
    private final JsonMapper mapper = JsonMapper.builder().build();

    /**
     * @param connection the connection to use for the next request, null while there is none
     * @param prefix what the API's subjects begin with, {@code $JS.API.} or that of a domain, with its last dot
     * @param timeout for each request
     */
    public JetStreamApi(Supplier<@Nullable Connection> connection, String prefix, Duration timeout) {
        this.connection = connection;
        this.prefix = prefix;
        this.timeout = timeout;
    }

    @Override
    public @Nullable ObjectNode find(String name) throws BrokerException, InterruptedException {
        try {
            return config(request("STREAM.INFO." + name, ""));
        } catch (RefusedException refused) {
            if (refused.errorCode() == STREAM_NOT_FOUND) {
                return null;
            }
            throw refused;
        }
    }

    @Override
    public ObjectNode create(ObjectNode config) throws BrokerException, InterruptedException {
        return config(request("STREAM.CREATE." + config.path("name").asString(), config.toString()));
    }

    @Override
    public List<String> streamsWith(String subject) throws BrokerException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("subject", subject);
        List<String> names = new ArrayList<>();
        request("STREAM.NAMES", body.toString()).path("streams").forEach(name -> names.add(name.asString()));
        return names;
    }

    private static ObjectNode config(JsonNode response) throws UnavailableException {
        if (response.path("config") instanceof ObjectNode config) {
            return config;
        }
        throw new UnavailableException("the answer has no configuration: " + response);
    }

    private JsonNode request(String operation, String body) throws BrokerException, InterruptedException {
        Connection current = connection.get();
        if (current == null || current.getStatus() != Connection.Status.CONNECTED) {
            throw new UnavailableException("not connected to NATS");
        }
        String subject = prefix + operation;
        CompletableFuture<Message> reply;
        try {
            reply = current.request(subject, body.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalStateException closed) {
            throw new UnavailableException("the connection to NATS is closed");
        }
        JsonNode response = read(subject, await(subject, reply));
        JsonNode error = response.path("error");
        if (error.isObject()) {
            throw new RefusedException(
                    error.path("err_code").asInt(0), error.path("description").asString(error.toString()));
        }
        return response;
    }

    private Message await(String subject, CompletableFuture<Message> reply)
            throws UnavailableException, InterruptedException {
        try {
            return reply.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            reply.cancel(true);
            throw new UnavailableException("no answer on " + subject + " within " + timeout
                    + ": the cluster has no leader, or this user has no permission to publish there");
        } catch (CancellationException nobodyThere) {
            // jnats cancels a request that the server says nobody listens to, and all of them when it closes.
            throw new UnavailableException("nobody answers on " + subject + ": JetStream is not enabled");
        } catch (ExecutionException failed) {
            throw new UnavailableException("request on " + subject + " failed: " + failed.getCause());
        }
    }

    private JsonNode read(String subject, Message reply) throws UnavailableException {
        try {
            return mapper.readTree(reply.getData());
        } catch (JacksonException unreadable) {
            throw new UnavailableException("the answer on " + subject + " is no JSON");
        }
    }
}

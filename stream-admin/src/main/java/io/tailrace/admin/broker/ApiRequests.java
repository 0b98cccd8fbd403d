package io.tailrace.admin.broker;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that are answered with JSON. Any thread may make one; {@link #connectionLost} may be called by any other.
 */
final class ApiRequests {

    /** The server's word for being without a leader, or shutting down: nobody refused anything. */
    private static final int UNAVAILABLE = 503;

    private final Supplier<@Nullable Connection> connection;
    private final Duration timeout;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Map<Long, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    ApiRequests(Supplier<@Nullable Connection> connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    /** The connection, which is connected. */
    Connection connected() throws UnavailableException {
        Connection current = connection.get();
        if (current == null || current.getStatus() != Connection.Status.CONNECTED) {
            throw new UnavailableException("not connected to NATS");
        }
        return current;
    }

    @Nullable Connection connection() {
        return connection.get();
    }

    Duration timeout() {
        return timeout;
    }

    /** Ends all that still waits for an answer, since none can come. */
    void connectionLost() {
        waiting.values().forEach(reply -> reply.completeExceptionally(new ConnectionLostException()));
    }

    JsonNode request(String subject, String body, Map<String, String> headers)
            throws BrokerException, InterruptedException {
        Connection current = connected();
        long reconnects = current.getStatistics().getReconnects();
        Headers sent = new Headers();
        headers.forEach((name, value) -> sent.put(name, value));
        CompletableFuture<Message> reply;
        try {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            reply = headers.isEmpty() ? current.request(subject, bytes) : current.request(subject, sent, bytes);
        } catch (IllegalStateException closed) {
            throw new UnavailableException("the connection to NATS is closed");
        }
        long own = number.incrementAndGet();
        waiting.put(own, reply);
        try {
            return accepted(read(subject, await(subject, reply, current, reconnects)));
        } finally {
            waiting.remove(own);
        }
    }

    /** An answer that is no error. */
    static JsonNode accepted(JsonNode response) throws BrokerException {
        JsonNode error = response.path("error");
        if (!error.isObject()) {
            return response;
        }
        String description = error.path("description").asString(error.toString());
        if (error.path("code").asInt(0) == UNAVAILABLE) {
            throw new UnavailableException("the server can't answer now: " + description);
        }
        throw new RefusedException(error.path("err_code").asInt(0), description);
    }

    private Message await(String subject, CompletableFuture<Message> reply, Connection used, long reconnects)
            throws UnavailableException, InterruptedException {
        try {
            return reply.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            reply.cancel(true);
            throw new UnavailableException("no answer on " + subject + " within " + timeout
                    + ": the cluster has no leader, or this user has no permission to publish there");
        } catch (CancellationException cancelled) {
            // jnats cancels a request that the server says nobody listens to, and all of them when it loses the server.
            boolean lost = used.getStatus() != Connection.Status.CONNECTED
                    || used.getStatistics().getReconnects() != reconnects;
            throw new UnavailableException(
                    lost
                            ? lost(subject)
                            : "nobody answers on " + subject
                                    + ": JetStream is not enabled, or no stream has this subject");
        } catch (ExecutionException failed) {
            throw new UnavailableException(
                    failed.getCause() instanceof ConnectionLostException
                            ? lost(subject)
                            : "request on " + subject + " failed: " + failed.getCause());
        }
    }

    private static String lost(String subject) {
        return "the connection to NATS was lost before there was an answer on " + subject;
    }

    JsonNode read(String subject, Message reply) throws UnavailableException {
        try {
            return mapper.readTree(reply.getData());
        } catch (JacksonException unreadable) {
            throw new UnavailableException("the answer on " + subject + " is no JSON");
        }
    }

    private static final class ConnectionLostException extends RuntimeException {}
}

package io.tailrace.admin;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.tailrace.admin.broker.JetStreamApi;
import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A real server, a connection of the test's own to it, and a record of all API requests that change something. */
public final class Broker implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** A subject for the test's own marker, behind which every earlier request has been recorded. */
    private static final String SYNC = "test.sync";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final NatsServer server;
    private final Connection connection;
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final Semaphore synced = new Semaphore(0);

    public Broker() {
        this(NatsServer.start());
    }

    public Broker(NatsServer server) {
        this.server = server;
        try {
            connection = Nats.connect(server.url());
            Dispatcher dispatcher = connection.createDispatcher(this::record);
            dispatcher.subscribe(SYNC);
            for (String operation : List.of("CREATE", "UPDATE", "DELETE", "PURGE")) {
                dispatcher.subscribe("$JS.API.STREAM." + operation + ".*");
                dispatcher.subscribe("$JS.API.CONSUMER." + operation + ".>");
            }
            connection.flush(TIMEOUT);
        } catch (Exception failure) {
            server.close();
            throw new IllegalStateException(failure);
        }
    }

    public String url() {
        return server.url();
    }

    public NatsServer server() {
        return server;
    }

    public JetStreamApi api() {
        return new JetStreamApi(() -> connection, "$JS.API.", TIMEOUT);
    }

    /** Stores a message in whichever stream has the subject. */
    public void publish(String subject, String body) {
        try {
            Message reply = connection.request(subject, body.getBytes(StandardCharsets.UTF_8), TIMEOUT);
            if (reply == null) {
                throw new IllegalStateException(subject + ": nobody takes it");
            }
            JsonNode answer = JSON.readTree(reply.getData());
            if (answer.has("error")) {
                throw new IllegalStateException(subject + ": " + answer.path("error"));
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** How many messages a stream holds. */
    public long messages(String stream) {
        return request("STREAM.INFO." + stream, "")
                .path("state")
                .path("messages")
                .asLong();
    }

    public Connection connection() {
        return connection;
    }

    /** The subjects of all requests so far that would change a stream. */
    public List<String> changes() {
        connection.publish(SYNC, new byte[0]);
        try {
            if (!synced.tryAcquire(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the marker did not come back");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return List.copyOf(changes);
    }

    private void record(Message request) {
        if (request.getSubject().equals(SYNC)) {
            synced.release();
        } else {
            changes.add(request.getSubject());
        }
    }

    /** The server's JSON of a stream's configuration. */
    public ObjectNode config(String stream) {
        return (ObjectNode) request("STREAM.INFO." + stream, "").path("config");
    }

    /** Changes a stream as {@code nats str edit} does: the whole configuration is sent with some fields replaced. */
    public void edit(String stream, String fields) {
        ObjectNode config = config(stream);
        config.setAll((ObjectNode) JSON.readTree(fields));
        request("STREAM.UPDATE." + stream, config.toString());
    }

    /** Sends a request and gives its answer, which must not be an error. */
    public JsonNode request(String operation, String body) {
        try {
            Message reply = connection.request("$JS.API." + operation, body.getBytes(StandardCharsets.UTF_8), TIMEOUT);
            JsonNode answer = JSON.readTree(Objects.requireNonNull(reply).getData());
            if (answer.has("error")) {
                throw new IllegalStateException(operation + ": " + answer.path("error"));
            }
            return answer;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
    }
}

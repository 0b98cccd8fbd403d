package io.tailrace.agent.publish;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.protocol.Partitioning;
import io.tailrace.protocol.Subject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A real server, a stream LOGS when asked for, and links to it as the agent opens them. */
final class RealNats implements AutoCloseable {

    static final Partitioning EIGHT = new Partitioning(8);
    static final Subject SUBJECT = Subject.of("logs", EIGHT, "my.host");

    final NatsServer server;
    final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final String user;

    RealNats(NatsServer server) {
        this(server, "");
    }

    /** @param user as {@code name:password@}, empty for none */
    RealNats(NatsServer server, String user) {
        this.server = server;
        this.user = user;
    }

    Link open(Link.Outcomes outcomes) throws LinkException, InterruptedException {
        return opened(outcomes).link();
    }

    Link.Opened opened(Link.Outcomes outcomes) throws LinkException, InterruptedException {
        return opener(EIGHT).open(StreamPast.nothing(), outcomes);
    }

    JetStreamLinkOpener opener(Partitioning partitions) {
        return opener(partitions, UUID.randomUUID().toString());
    }

    JetStreamLinkOpener opener(Partitioning partitions, String instance) {
        return new JetStreamLinkOpener(
                (role, customizer) -> {
                    Options.Builder options = new Options.Builder().server(url(user));
                    customizer.accept(options);
                    Connection connection = Nats.connect(options.build());
                    connections.add(connection);
                    return connection;
                },
                JetStreamOptions.DEFAULT_JS_OPTIONS,
                "LOGS",
                SUBJECT,
                partitions,
                instance);
    }

    void createStream(UnaryOperator<StreamConfiguration.Builder> stream) throws IOException, InterruptedException {
        manage(streams -> streams.addStream(
                stream.apply(StreamConfiguration.builder().name("LOGS").subjects("logs.>"))
                        .build()));
    }

    void updateStream(UnaryOperator<StreamConfiguration.Builder> change) throws IOException, InterruptedException {
        manage(streams -> streams.updateStream(change.apply(StreamConfiguration.builder(
                        streams.getStreamInfo("LOGS").getConfiguration()))
                .build()));
    }

    /** What to do as an operator; with a user {@code admin} where the agent has one of its own. */
    void manage(Management action) throws IOException, InterruptedException {
        Connection connection = Nats.connect(url(user.isEmpty() ? "" : "admin:admin@"));
        try {
            action.run(connection.jetStreamManagement());
        } catch (JetStreamApiException e) {
            throw new IOException(e);
        } finally {
            connection.close();
        }
    }

    interface Management {
        void run(JetStreamManagement streams) throws IOException, JetStreamApiException;
    }

    private String url(String as) {
        return "nats://" + as + "127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}

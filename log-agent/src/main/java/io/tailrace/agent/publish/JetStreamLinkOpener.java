package io.tailrace.agent.publish;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamOptions;
import io.tailrace.nats.NatsConnectionFactory;
import io.tailrace.protocol.Partitioning;
import io.tailrace.protocol.Subject;
import java.io.IOException;
import java.time.Duration;

/**
 * Makes links over NATS connections of their own. Such a connection neither reconnects nor keeps anything for a
 * reconnect: what jnats published from its own buffers after the agent had sent it again would be in the stream twice.
 */
public final class JetStreamLinkOpener implements Link.Opener {

    private static final int BUFFER_SIZE = 256 * 1024;

    // The outbox' window is the bound. jnats' own would block the shipping thread for seconds where it is the smaller.
    private static final int NO_LIMIT = 0;

    private final NatsConnectionFactory connections;
    private final JetStreamOptions publishing;
    private final JetStreamOptions asking;
    private final StreamTerms terms;
    private final Barriers barriers;

    /**
     * @param connections opens connections
     * @param options domain or prefix of JetStream's API
     * @param stream the stream that holds the subject
     * @param subject the host's own
     * @param partitions of the fleet, which the stream has to be for
     * @param instance random id of this run of the agent
     */
    public JetStreamLinkOpener(
            NatsConnectionFactory connections,
            JetStreamOptions options,
            String stream,
            Subject subject,
            Partitioning partitions,
            String instance) {
        this.connections = connections;
        // The outbox watches the time; jnats' own limit is only for what it would otherwise keep for ever.
        this.publishing = JetStreamOptions.builder(options)
                .requestTimeout(Duration.ofSeconds(20))
                .build();
        this.asking = JetStreamOptions.builder(options)
                .requestTimeout(Duration.ofSeconds(5))
                .build();
        this.terms = new StreamTerms(stream, subject, partitions.count());
        this.barriers = new Barriers(instance);
    }

    @Override
    public Link.Opened open(StreamPast past, Link.Outcomes outcomes) throws LinkException, InterruptedException {
        LinkWatcher watcher = new LinkWatcher(outcomes);
        Connection connection = connect(watcher);
        boolean usable = false;
        try {
            Link.Opened opened = opened(connection, watcher, past, outcomes);
            usable = true;
            watcher.use();
            return opened;
        } finally {
            if (!usable) {
                Connections.close(connection);
            }
        }
    }

    private Connection connect(LinkWatcher watcher) throws LinkException, InterruptedException {
        try {
            return connections.connect(
                    "publisher",
                    builder -> builder.maxReconnects(0)
                            .reconnectBufferSize(0)
                            .maxMessagesInOutgoingQueue(NO_LIMIT)
                            .dontForceFlushOnRequest()
                            // What a link that is closed has not sent yet must not arrive later.
                            .socketSoLinger(0)
                            .bufferSize(BUFFER_SIZE)
                            .connectionListener(watcher)
                            .errorListener(watcher));
        } catch (IOException e) {
            throw new NoConnectionException("no connection to NATS: " + e.getMessage(), e);
        }
    }

    private Link.Opened opened(Connection connection, LinkWatcher watcher, StreamPast past, Link.Outcomes outcomes)
            throws LinkException, InterruptedException {
        StreamLook look = StreamLook.at(connection, asking, terms, watcher);
        ReadBack readBack = look.ask(() -> new ReadBack(connection, asking, terms, barriers));
        Resumption resumption = look.ask(() -> readBack.resume(past, look.info()));
        JetStream publishes = look.ask(() -> connection.jetStream(publishing));
        return new Link.Opened(new JetStreamLink(connection, publishes, terms, look, readBack, outcomes), resumption);
    }
}

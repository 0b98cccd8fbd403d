package io.tailrace.agent.publish;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
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
    private static final int NO_SUCH_STREAM = 10059;

    // The outbox' window is the bound. jnats' own would block the shipping thread for seconds where it is the smaller.
    private static final int NO_LIMIT = 0;

    private final NatsConnectionFactory connections;
    private final JetStreamOptions publishing;
    private final JetStreamOptions asking;
    private final StreamTerms terms;

    /**
     * @param connections opens connections
     * @param options domain or prefix of JetStream's API
     * @param stream the stream that holds the subject
     * @param subject the host's own
     * @param partitions of the fleet, which the stream has to be for
     */
    public JetStreamLinkOpener(
            NatsConnectionFactory connections,
            JetStreamOptions options,
            String stream,
            Subject subject,
            Partitioning partitions) {
        this.connections = connections;
        // The outbox watches the time; jnats' own limit is only for what it would otherwise keep for ever.
        this.publishing = JetStreamOptions.builder(options)
                .requestTimeout(Duration.ofSeconds(20))
                .build();
        this.asking = JetStreamOptions.builder(options)
                .requestTimeout(Duration.ofSeconds(5))
                .build();
        this.terms = new StreamTerms(stream, subject, partitions.count());
    }

    @Override
    public Link open(Link.Outcomes outcomes) throws LinkException, InterruptedException {
        LinkWatcher watcher = new LinkWatcher(outcomes);
        Connection connection = connect(watcher);
        boolean usable = false;
        try {
            Link link = link(connection, watcher, outcomes);
            usable = true;
            watcher.use();
            return link;
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
                            .bufferSize(BUFFER_SIZE)
                            .connectionListener(watcher)
                            .errorListener(watcher));
        } catch (IOException e) {
            throw new LinkException("no connection to NATS: " + e.getMessage(), e);
        }
    }

    private Link link(Connection connection, LinkWatcher watcher, Link.Outcomes outcomes) throws LinkException {
        String stream = terms.stream();
        try {
            long largest = terms.check(
                    connection.jetStreamManagement(asking).getStreamInfo(stream).getConfiguration());
            return new JetStreamLink(
                    connection,
                    connection.jetStream(publishing),
                    stream,
                    terms.subject().toString(),
                    Math.min(connection.getMaxPayload(), largest),
                    outcomes);
        } catch (IOException e) {
            throw new LinkException(
                    "no answer about stream " + stream + ": JetStream is off, or publishing to"
                            + " $JS.API.STREAM.INFO." + stream + " is not permitted (" + watcher.lastError(e) + ")",
                    e);
        } catch (JetStreamApiException e) {
            throw new LinkException(
                    e.getApiErrorCode() == NO_SUCH_STREAM
                            ? "stream " + stream
                                    + " does not exist; stream-admin creates it, or tailrace.stream is wrong"
                            : "stream " + stream + " can't be asked: " + e.getMessage(),
                    e);
        }
    }
}

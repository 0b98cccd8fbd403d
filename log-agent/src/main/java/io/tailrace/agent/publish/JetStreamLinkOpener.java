package io.tailrace.agent.publish;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import io.tailrace.nats.NatsConnectionFactory;
import java.io.IOException;
import java.time.Duration;

/**
 * Makes links over NATS connections of their own. Such a connection neither reconnects nor keeps anything for a
 * reconnect: what jnats published from its own buffers after the agent had sent it again would be in the stream twice.
 */
public final class JetStreamLinkOpener implements Link.Opener {

    private static final int BUFFER_SIZE = 256 * 1024;
    private static final int NO_SUCH_STREAM = 10059;

    private final NatsConnectionFactory connections;
    private final JetStreamOptions options;
    private final String stream;
    private final String subject;

    /**
     * @param connections opens connections
     * @param options domain or prefix of JetStream's API
     * @param stream the stream that holds the subject
     * @param subject the host's own
     */
    public JetStreamLinkOpener(
            NatsConnectionFactory connections, JetStreamOptions options, String stream, String subject) {
        this.connections = connections;
        // The outbox watches the time; jnats' own limit is only for what it would otherwise keep for ever.
        this.options = JetStreamOptions.builder(options)
                .requestTimeout(Duration.ofSeconds(20))
                .build();
        this.stream = stream;
        this.subject = subject;
    }

    @Override
    public Link open(Link.Outcomes outcomes) throws LinkException, InterruptedException {
        LinkWatcher watcher = new LinkWatcher(outcomes);
        Connection connection;
        try {
            connection = connections.connect(
                    "publisher",
                    builder -> builder.maxReconnects(0)
                            .reconnectBufferSize(0)
                            .dontForceFlushOnRequest()
                            .bufferSize(BUFFER_SIZE)
                            .connectionListener(watcher)
                            .errorListener(watcher));
        } catch (IOException e) {
            throw new LinkException("no connection to NATS: " + e.getMessage(), e);
        }
        try {
            long largest = Math.min(connection.getMaxPayload(), largestOf(connection));
            JetStream jetStream = connection.jetStream(options);
            Link link = new JetStreamLink(connection, jetStream, stream, subject, largest, outcomes);
            watcher.use();
            return link;
        } catch (IOException e) {
            connection.close();
            throw new LinkException(
                    "no answer about stream " + stream + ": JetStream is off, or publishing to"
                            + " $JS.API.STREAM.INFO." + stream + " is not permitted (" + watcher.lastError(e) + ")",
                    e);
        } catch (JetStreamApiException e) {
            connection.close();
            throw new LinkException(
                    e.getApiErrorCode() == NO_SUCH_STREAM
                            ? "stream " + stream
                                    + " does not exist; stream-admin creates it, or tailrace.stream is wrong"
                            : "stream " + stream + " can't be asked: " + e.getMessage(),
                    e);
        } catch (LinkException e) {
            connection.close();
            throw e;
        }
    }

    private long largestOf(Connection connection) throws IOException, JetStreamApiException, LinkException {
        StreamConfiguration configuration = connection
                .jetStreamManagement(JetStreamOptions.builder(options)
                        .requestTimeout(Duration.ofSeconds(5))
                        .build())
                .getStreamInfo(stream)
                .getConfiguration();
        if (configuration.getRetentionPolicy() == RetentionPolicy.WorkQueue) {
            throw new LinkException("stream " + stream + " has retention work-queue, from which an agent can't read"
                    + " back what it sent; make it limits or interest");
        }
        int largest = configuration.getMaximumMessageSize();
        return largest <= 0 ? Long.MAX_VALUE : largest;
    }
}

package io.tailrace.agent.publish;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.StreamInfo;
import java.io.IOException;

/** The stream as a link found it, and the asking of questions about it. */
final class StreamLook {

    private static final int NO_SUCH_STREAM = 10059;

    private final JetStreamManagement management;
    private final StreamTerms terms;
    private final LinkWatcher watcher;
    private final StreamInfo info;
    private final long maxMessageSize;

    private StreamLook(JetStreamManagement management, StreamTerms terms, LinkWatcher watcher)
            throws LinkException, InterruptedException {
        this.management = management;
        this.terms = terms;
        this.watcher = watcher;
        this.info = ask(() -> management.getStreamInfo(terms.stream()));
        this.maxMessageSize = terms.check(info.getConfiguration());
    }

    /**
     * Looks at the stream.
     *
     * @param watcher knows what the server says beside its answers
     * @throws LinkException when it is not there, or would not do
     */
    static StreamLook at(Connection connection, JetStreamOptions options, StreamTerms terms, LinkWatcher watcher)
            throws LinkException, InterruptedException {
        try {
            return new StreamLook(connection.jetStreamManagement(options), terms, watcher);
        } catch (IOException e) {
            throw new LinkException("the connection to NATS ended: " + e.getMessage(), e);
        }
    }

    StreamInfo info() {
        return info;
    }

    /** The largest headers and payload together that the stream takes, in bytes. */
    long maxMessageSize() {
        return maxMessageSize;
    }

    /**
     * Looks once more.
     *
     * @param highest sequence of the last message that the stream had
     * @throws LinkException when it is another stream by now, or other terms hold
     */
    void again(long highest) throws LinkException, InterruptedException {
        StreamLook now = new StreamLook(management, terms, watcher);
        if (!ReadBack.created(now.info).equals(ReadBack.created(info))) {
            throw new LinkException("stream " + terms.stream() + " was created anew");
        }
        if (now.info.getStreamState().getLastSequence() < highest) {
            throw new LinkException("stream " + terms.stream() + " was rolled back");
        }
        if (now.maxMessageSize != maxMessageSize) {
            throw new LinkException("stream " + terms.stream() + " takes messages of another size now");
        }
    }

    /** Asks, and says in words for an operator why there is no answer. */
    <T> T ask(Question<T> question) throws LinkException, InterruptedException {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new LinkException(
                    "no answer about stream " + terms.stream()
                            + ": JetStream is off, or this agent lacks a permission (" + watcher.lastError(e) + ")",
                    e);
        } catch (JetStreamApiException e) {
            throw new LinkException(
                    e.getApiErrorCode() == NO_SUCH_STREAM
                            ? "stream " + terms.stream()
                                    + " does not exist; stream-admin creates it, or tailrace.stream is wrong"
                            : "stream " + terms.stream() + " refuses: " + e.getMessage(),
                    e);
        } catch (IllegalStateException e) {
            throw new LinkException("the connection to NATS ended: " + e.getMessage(), e);
        }
    }

    interface Question<T> {
        T ask() throws IOException, JetStreamApiException, LinkException, InterruptedException;
    }
}

package io.tailrace.agent.publish;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what jnats says of a connection into the end of its link. Called on jnats' threads. */
final class LinkWatcher implements ConnectionListener, ErrorListener {

    private final Link.Outcomes outcomes;
    private volatile String lastError = "";

    // Guarded by this.
    private boolean inUse;
    private @Nullable String ended;

    LinkWatcher(Link.Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** What the server said last, which tells more than a timeout does. */
    String lastError(Exception otherwise) {
        return lastError.isEmpty() ? String.valueOf(otherwise.getMessage()) : lastError;
    }

    /** The connection has become a link: from now on its end matters. */
    synchronized void use() {
        inUse = true;
        if (ended != null) {
            outcomes.lost(ended);
        }
    }

    private synchronized void end(String why) {
        if (ended == null) {
            ended = why;
            if (inUse) {
                outcomes.lost(why);
            }
        }
    }

    @Override
    @SuppressWarnings("deprecation") // the one of the two that has to be implemented
    public void connectionEvent(Connection connection, Events event) {
        if (event == Events.DISCONNECTED || event == Events.CLOSED) {
            end("the connection to NATS ended" + (lastError.isEmpty() ? "" : ": " + lastError));
        }
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
        lastError = error;
        // A publish that is not permitted gets no answer: waiting for one would only hide the reason.
        if (error.toLowerCase(Locale.ROOT).contains("permissions violation")) {
            end("NATS refused: " + error);
        }
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
        lastError = String.valueOf(exception.getMessage());
    }
}

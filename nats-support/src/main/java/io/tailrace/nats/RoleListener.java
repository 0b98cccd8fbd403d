package io.tailrace.nats;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what jnats says of the connections of one role: keeps it for health, and logs what an operator should know. */
final class RoleListener implements ErrorListener {

    private static final Logger log = LoggerFactory.getLogger("io.tailrace.nats.Connection");

    /** {@code Permissions Violation for Publish to "logs.p1.a"}; a subscription's may go on with its queue. */
    private static final Pattern VIOLATION =
            Pattern.compile("(?i)permissions violation for (publish|subscription) to \"([^\"]*)\".*");

    private final RoleState state;
    private final LastingCondition violation;

    RoleListener(RoleState state, LastingCondition violation) {
        this.state = state;
        this.violation = violation;
    }

    /** With the logger that its messages go to. */
    static RoleListener logging(RoleState state) {
        return new RoleListener(state, new LastingCondition(log, Duration.ofMinutes(5), System::nanoTime));
    }

    /** Takes what a {@link ConnectionListener} is told. */
    void connectionEvent(Connection connection, ConnectionListener.Events event) {
        switch (event) {
            case DISCONNECTED -> disconnected(connection);
            case RECONNECTED -> {
                state.reconnected();
                violation.over();
                log.info("reconnected role={} server={}", state.role(), connection.getConnectedUrl());
            }
            case CLOSED -> state.closed(connection);
            case LAME_DUCK -> log.info("server is shutting down role={} server={}", state.role(), state.server());
            default -> log.debug("{} role={}", event, state.role());
        }
    }

    /** Comes at the end of a connection that is closed on purpose, too, but then there is nothing to say. */
    private void disconnected(Connection connection) {
        if (connection.getStatus() != Connection.Status.CLOSED) {
            @Nullable String error = connection.getLastError();
            log.warn(
                    "disconnected, trying to reconnect role={} error=\"{}\"", state.role(), error == null ? "" : error);
        }
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
        Matcher denied = VIOLATION.matcher(error);
        if (denied.matches()) {
            String what = denied.group(1).equalsIgnoreCase("publish") ? "publish" : "subscribe";
            String text = "NATS permission is missing: this user may not %s to \"%s\" (role=%s)"
                    .formatted(what, denied.group(2), state.role());
            state.violated(text);
            violation.holds(text);
        } else {
            state.failed(error);
            log.debug("server reports role={} error=\"{}\"", state.role(), error);
        }
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception failure) {
        state.failed(describe(failure));
        log.debug("connection failed role={} error=\"{}\"", state.role(), describe(failure));
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
        log.warn("slow consumer role={} dropped={}", state.role(), consumer.getDroppedCount());
    }

    /** The innermost cause has the reason, the outer ones say only where it was found. */
    private static String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}

package io.tailrace.nats;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Connects with jnats, and keeps the state of each role. */
final class JnatsConnectionFactory implements NatsConnectionFactory {

    private final ConnectionOptions options;
    private final Roles roles;

    JnatsConnectionFactory(ConnectionOptions options, Roles roles) {
        this.options = options;
        this.roles = roles;
    }

    @Override
    public Connection connect(String role, Consumer<Options.Builder> customizer)
            throws IOException, InterruptedException {
        RoleState state = roles.get(role);
        try {
            Connection connection = Nats.connect(options(state, customizer));
            state.opened(connection);
            return connection;
        } catch (AuthenticationException refused) {
            String text =
                    "NATS refuses this user (authentication: %s) at %s: %s. Correct tailrace.nats or the server's accounts"
                            .formatted(options.authentication(), options.servers(), refused.getMessage());
            state.failed(text);
            throw new AuthenticationException(text);
        } catch (IOException unreachable) {
            @Nullable String reason = state.lastError();
            String text = "no NATS server of %s can be reached: %s"
                    .formatted(options.servers(), reason == null ? unreachable.getMessage() : reason);
            throw new IOException(text, unreachable);
        }
    }

    private Options options(RoleState state, Consumer<Options.Builder> customizer) {
        RoleListener ownErrors = RoleListener.logging(state);
        ConnectionListener ownEvents = ownErrors::connectionEvent;
        Options.Builder builder = options.forRole(state.role());
        builder.errorListener(ownErrors).connectionListener(ownEvents);
        customizer.accept(builder);
        Options customized = builder.build();
        ErrorListener errors = customized.getErrorListener();
        @Nullable ConnectionListener events = customized.getConnectionListener();
        return new Options.Builder(customized)
                .errorListener(errors.equals(ownErrors) ? ownErrors : BothListeners.of(ownErrors, errors))
                .connectionListener(
                        events == null || events.equals(ownEvents) ? ownEvents : BothListeners.of(ownEvents, events))
                .build();
    }
}

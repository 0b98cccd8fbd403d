package io.tailrace.nats;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.util.function.Consumer;

/** Connects with jnats. */
final class JnatsConnectionFactory implements NatsConnectionFactory {

    private static final int FOREVER = -1;

    private final NatsProperties properties;
    private final Backoff backoff;

    JnatsConnectionFactory(NatsProperties properties, Backoff backoff) {
        this.properties = properties;
        this.backoff = backoff;
    }

    @Override
    public Connection connect(String role, Consumer<Options.Builder> customizer)
            throws IOException, InterruptedException {
        Options.Builder options = new Options.Builder()
                .servers(properties.servers().toArray(String[]::new))
                .connectionTimeout(properties.connectTimeout())
                .connectionName(role)
                .maxReconnects(FOREVER)
                .reconnectDelayHandler(backoff::delay);
        customizer.accept(options);
        return Nats.connect(options.build());
    }
}

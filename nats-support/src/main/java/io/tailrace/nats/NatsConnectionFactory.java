package io.tailrace.nats;

import io.nats.client.Connection;
import io.nats.client.Options;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Opens connections as configured under {@code tailrace.nats}: servers, credentials, TLS, name, inbox prefix, endless
 * reconnect with jitter. Whoever opens a connection closes it.
 */
@FunctionalInterface
public interface NatsConnectionFactory {

    /**
     * Makes one attempt over all servers.
     *
     * @param role tells a service's connections apart ("control", "publisher") in connection names, health and metrics
     * @param customizer may override any option; listeners that it sets are called besides the factory's own
     * @throws io.nats.client.AuthenticationException where a server refuses the credentials
     * @throws IOException where no server could be reached
     */
    Connection connect(String role, Consumer<Options.Builder> customizer) throws IOException, InterruptedException;
}

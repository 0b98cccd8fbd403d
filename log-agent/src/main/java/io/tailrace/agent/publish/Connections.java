package io.tailrace.agent.publish;

import io.nats.client.Connection;

/** Ends connections. */
final class Connections {

    private Connections() {}

    /** Closes a connection with all its threads, also on a thread that was interrupted: jnats would stop half-way. */
    static void close(Connection connection) {
        boolean interrupted = Thread.interrupted();
        try {
            connection.close();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

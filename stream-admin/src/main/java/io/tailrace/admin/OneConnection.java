package io.tailrace.admin;

import io.nats.client.Connection;
import io.tailrace.admin.broker.JetStreamApi;
import io.tailrace.admin.declaration.InvalidDeclaration;
import io.tailrace.nats.NatsConnectionFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A connection for as long as a command runs.
 *
 * @param connections opens it
 * @param settings how to reach the API
 */
record OneConnection(NatsConnectionFactory connections, ApiSettings settings) {

    static final int FAILED = 1;

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /**
     * Runs a command with the API.
     *
     * @param invalid said where the command can't say it
     * @param patience how long to try to connect; zero for one attempt
     * @return the command's exit code, {@link #FAILED} where there is no connection
     */
    int with(Duration patience, PrintStream out, List<InvalidDeclaration> invalid, WithApi command)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                Connection connection = connections.connect("command", options -> {});
                try {
                    return command.run(new JetStreamApi(() -> connection, settings.prefix(), settings.timeout()));
                } finally {
                    connection.close();
                }
            } catch (IOException unreachable) {
                if (System.nanoTime() >= deadline || never.await(BETWEEN.toNanos(), TimeUnit.NANOSECONDS)) {
                    invalid.forEach(each -> out.println(each.key() + "  is declared wrong: " + each.problem()));
                    out.println("NATS can't be reached: " + unreachable.getMessage());
                    return FAILED;
                }
            }
        }
    }

    @FunctionalInterface
    interface WithApi {
        int run(JetStreamApi api) throws InterruptedException;
    }
}

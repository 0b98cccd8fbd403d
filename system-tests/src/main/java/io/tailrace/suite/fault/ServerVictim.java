package io.tailrace.suite.fault;

import io.tailrace.nats.testing.NatsServer;
import java.util.List;

/**
 * A nats-server.
 *
 * @param name what it is called
 * @param server the process
 */
record ServerVictim(String name, NatsServer server) implements Victim {

    private static final int LAST_LINES = 30;

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void requestStop() {
        server.requestStop();
    }

    @Override
    public void start() {
        server.startAgain();
    }

    @Override
    public String lastOutput() {
        List<String> lines = server.log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}

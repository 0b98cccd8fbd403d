package io.tailrace.suite.fault;

import io.tailrace.nats.testing.NatsServer;
import io.tailrace.suite.process.FreePort;
import io.tailrace.suite.process.Network;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.proxy.Line;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A network of lines: each service reaches the servers by a line of its own, so that each can be cut off alone. */
public final class Lines implements Network {

    private final Map<Service, Line> lines = new EnumMap<>(Service.class);

    @Override
    public synchronized List<String> addresses(Service service, List<NatsServer> servers) throws IOException {
        List<Integer> ports = servers.stream().map(NatsServer::port).toList();
        Line line = new Line(service.toString(), ports, FreePort::find);
        lines.put(service, line);
        return line.ports().stream().map(port -> "nats://127.0.0.1:" + port).toList();
    }

    /** The line of a service, which must have asked for its addresses. */
    synchronized Line of(Service service) {
        Line line = lines.get(service);
        if (line == null) {
            throw new IllegalStateException(service + " has no line yet");
        }
        return line;
    }

    @Override
    public synchronized void close() {
        for (Line line : lines.values()) {
            try {
                line.close();
            } catch (IOException e) {
                System.err.println("a line could not be closed: " + e);
            }
        }
        lines.clear();
    }
}

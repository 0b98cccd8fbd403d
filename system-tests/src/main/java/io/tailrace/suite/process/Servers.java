package io.tailrace.suite.process;

import io.tailrace.nats.testing.NatsServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The nats-server of a suite, or the several of a cluster, each with a port and a store directory that stay the same over
 * restarts. None tells clients of the others: a client knows the addresses that it was given, and no other.
 */
final class Servers implements AutoCloseable {

    private final List<NatsServer> all = new ArrayList<>();

    /**
     * Starts them.
     *
     * @param count 1, or how many the cluster has
     */
    static Servers start(SuiteDirectory directory, int count) {
        Servers servers = new Servers();
        List<Integer> routePorts =
                IntStream.range(0, count).mapToObj(server -> FreePort.find()).toList();
        boolean started = false;
        try {
            for (int index = 0; index < count; index++) {
                String name = name(index);
                servers.all.add(NatsServer.builder()
                        .port(FreePort.find())
                        .storeDirectory(store(directory, index, count))
                        .log(directory
                                .output()
                                .resolve(count == 1 ? "nats-server.log" : "nats-server-" + name + ".log"))
                        .config(count == 1 ? "" : cluster(name, routePorts.get(index), routePorts))
                        .start());
            }
            started = true;
            return servers;
        } finally {
            if (!started) {
                servers.close();
            }
        }
    }

    private static Path store(SuiteDirectory directory, int index, int count) {
        return count == 1 ? directory.jetStream() : directory.jetStream().resolve(name(index));
    }

    /** What the server at an index calls itself. */
    static String name(int index) {
        return "n" + (index + 1);
    }

    private static String cluster(String name, int port, List<Integer> allPorts) {
        String routes = allPorts.stream()
                .map(route -> "\"nats://127.0.0.1:" + route + "\"")
                .collect(Collectors.joining(", "));
        return """
                server_name: %s
                cluster { name: suite, listen: "127.0.0.1:%d", no_advertise: true, routes: [%s] }
                """.formatted(name, port, routes);
    }

    List<NatsServer> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() {
        // All are asked first: the last ones of a cluster would otherwise look for the others.
        all.forEach(NatsServer::requestStop);
        all.forEach(NatsServer::close);
        all.clear();
    }
}

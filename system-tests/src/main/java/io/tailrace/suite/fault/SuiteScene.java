package io.tailrace.suite.fault;

import io.tailrace.nats.testing.NatsServer;
import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.Suite;
import io.tailrace.suite.process.SuiteDirectory;
import io.tailrace.suite.proxy.Direction;
import io.tailrace.suite.proxy.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A running suite whose services reach the servers by lines. */
final class SuiteScene implements Scene, AutoCloseable {

    // So many bytes in so short a time are logs: pings and questions about consumers are fewer.
    private static final Duration JUST_NOW = Duration.ofMillis(100);
    private static final long LOGS = 16 * 1024;

    private final Suite suite;
    private final Lines lines;
    private final Leaders leaders;
    private final Victim agent;
    private final Victim collector;
    private final List<Victim> servers = new ArrayList<>();

    /** Begins to ask who leads, where there is more than one server. */
    SuiteScene(Suite suite, Lines lines) {
        this.suite = suite;
        this.lines = lines;
        this.agent = new ServiceVictim(suite.service(Service.AGENT));
        this.collector = new ServiceVictim(suite.service(Service.COLLECTOR));
        List<NatsServer> all = suite.servers();
        for (int index = 0; index < all.size(); index++) {
            String name = all.size() == 1 ? "nats-server" : "nats-server " + Suite.serverName(index);
            servers.add(new ServerVictim(name, all.get(index)));
        }
        this.leaders = new Leaders(all, Suite.STREAM);
        if (all.size() > 1) {
            leaders.start();
        }
    }

    @Override
    public List<Victim> victims() {
        List<Victim> all = new ArrayList<>(servers);
        all.add(agent);
        all.add(collector);
        return all;
    }

    @Override
    public List<Victim> servers() {
        return servers;
    }

    @Override
    public Hit find(Target target) {
        return switch (target.part()) {
            case AGENT -> new Hit(agent, target);
            case COLLECTOR -> new Hit(collector, target);
            case SERVER -> new Hit(servers.get(target.server()), target);
            case STREAM_LEADER -> leader(target, leaders.ofStream());
            case CONSUMER_LEADER -> leader(target, leaders.ofConsumer());
        };
    }

    private Hit leader(Target target, Optional<String> name) {
        for (int index = 0; index < servers.size(); index++) {
            if (name.equals(Optional.of(Suite.serverName(index)))) {
                return new Hit(servers.get(index), target);
            }
        }
        return find(new Target(Part.SERVER, target.server()));
    }

    @Override
    public Line line(Service client) {
        return lines.of(client);
    }

    @Override
    public boolean isFlowing(Part part) {
        boolean sent = lines.of(Service.AGENT).lately(Direction.TO_SERVER, JUST_NOW) >= LOGS;
        boolean delivered = lines.of(Service.COLLECTOR).lately(Direction.TO_CLIENT, JUST_NOW) >= LOGS;
        return switch (part) {
            case AGENT -> sent;
            case COLLECTOR -> delivered;
            case SERVER, STREAM_LEADER, CONSUMER_LEADER -> sent || delivered;
        };
    }

    @Override
    public void deleteStores() throws IOException {
        for (NatsServer server : suite.servers()) {
            Path store = server.storeDirectory();
            if (Files.exists(store)) {
                SuiteDirectory.delete(store);
            }
        }
    }

    @Override
    public void close() {
        leaders.close();
    }
}

package io.tailrace.suite.proxy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * The way of one client to its servers, which can be made to fail. Whatever it is told holds for all its connections, to
 * all its servers, those to come included, until it is told something else. For any thread.
 */
public final class Line implements AutoCloseable {

    private final String name;
    private final Map<Direction, Valve> valves = new EnumMap<>(Direction.class);
    private final Map<Direction, Traffic> traffic = new EnumMap<>(Direction.class);
    private final List<Proxy> proxies = new ArrayList<>();
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
    private volatile boolean severed;

    /**
     * Opens a line.
     *
     * @param name whose it is
     * @param serverPorts of the servers, on the loopback interface
     * @param freePort chooses the ports for the client
     */
    public Line(String name, List<Integer> serverPorts, IntSupplier freePort) throws IOException {
        this.name = name;
        for (Direction direction : Direction.values()) {
            valves.put(direction, new Valve());
            traffic.put(direction, new Traffic());
        }
        for (int serverPort : serverPorts) {
            proxies.add(new Proxy(this, freePort.getAsInt(), serverPort));
        }
    }

    String name() {
        return name;
    }

    /** Where the client finds the servers, in their order, on the loopback interface. */
    public List<Integer> ports() {
        return proxies.stream().map(Proxy::port).toList();
    }

    /** Resets all connections. New ones are as good as before. */
    public void cut() {
        List.copyOf(relays).forEach(Relay::cut);
    }

    /** Resets all connections, and each new one as soon as it is there, until the line is mended. */
    public void sever() {
        severed = true;
        cut();
    }

    /** Lets so many bytes a second through, in each direction, over all connections. */
    public void slowTo(long bytesPerSecond) {
        valves.values().forEach(valve -> valve.slowTo(bytesPerSecond));
    }

    /**
     * Lets nothing through in a direction while all connections stay open. What was sent meanwhile arrives when the line
     * is mended, even if its sender is gone by then.
     */
    public void hold(Direction direction) {
        valve(direction).hold();
    }

    /**
     * Takes all that is sent in a direction and throws it away while all connections stay open. Those that lost something
     * are reset when the line is mended.
     */
    public void swallow(Direction direction) {
        valve(direction).swallow();
    }

    /** Ends all that was said of the line. */
    public void mend() {
        severed = false;
        relays.stream().filter(Relay::hasLostBytes).toList().forEach(Relay::cut);
        valves.values().forEach(Valve::open);
    }

    /** How many bytes went through lately. */
    public long lately(Direction direction, Duration time) {
        return traffic(direction).lately(time, System.nanoTime());
    }

    Valve valve(Direction direction) {
        return Objects.requireNonNull(valves.get(direction));
    }

    Traffic traffic(Direction direction) {
        return Objects.requireNonNull(traffic.get(direction));
    }

    /** Takes a connection of the client. */
    void relay(Socket client, int serverPort) {
        Relay relay = new Relay(this, client, serverPort, relays::remove);
        relays.add(relay);
        if (severed) {
            relay.cut();
        } else {
            relay.start();
        }
    }

    @Override
    public void close() throws IOException {
        for (Proxy proxy : proxies) {
            proxy.close();
        }
        sever();
    }
}

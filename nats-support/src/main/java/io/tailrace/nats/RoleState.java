package io.tailrace.nats;

import io.nats.client.Connection;
import io.nats.client.Statistics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the connections of one role, which may be replaced one after the other: for health and metrics.
 * Thread-safe.
 */
final class RoleState {

    /** A denied publish is tried again within less than this, so a violation that lasts is seen to last. */
    private static final Duration VIOLATION_STANDS = Duration.ofMinutes(1);

    private final String role;
    private final LongSupplier nanoTime;
    private final Set<Connection> open = new HashSet<>();
    private final Map<Counter, Long> closed = new EnumMap<>(Counter.class);

    private volatile @Nullable Connection latest;
    private volatile @Nullable String lastError;
    private volatile @Nullable Violation violation;

    RoleState(String role, LongSupplier nanoTime) {
        this.role = role;
        this.nanoTime = nanoTime;
    }

    String role() {
        return role;
    }

    synchronized void opened(Connection connection) {
        latest = connection;
        violation = null;
        lastError = null;
        open.add(connection);
    }

    /** Keeps what a connection has counted; one that was never opened is none of its role. */
    synchronized void closed(Connection connection) {
        if (open.remove(connection)) {
            for (Counter counter : Counter.values()) {
                closed.merge(counter, counter.read(connection.getStatistics()), Long::sum);
            }
        }
    }

    /** The server may have other permissions for this user now. */
    void reconnected() {
        violation = null;
        lastError = null;
    }

    void failed(String error) {
        lastError = error;
    }

    void violated(String text) {
        lastError = text;
        violation = new Violation(text, nanoTime.getAsLong());
    }

    boolean isConnected() {
        return "connected".equals(status());
    }

    /** {@code connecting} before the first connection, then {@code connected}, {@code reconnecting} or {@code closed}. */
    String status() {
        Connection connection = latest;
        if (connection == null) {
            return "connecting";
        }
        return switch (connection.getStatus()) {
            case CONNECTED -> "connected";
            case CLOSED -> "closed";
            // jnats alternates between these while it tries one server after the other.
            case DISCONNECTED, RECONNECTING, CONNECTING -> "reconnecting";
        };
    }

    /** The server's address, null while there is none. */
    @Nullable String server() {
        Connection connection = latest;
        return connection == null ? null : connection.getConnectedUrl();
    }

    /** What last went wrong since the last connect. */
    @Nullable String lastError() {
        return lastError;
    }

    /** A permission that was missing within the last minute and on this connection. */
    @Nullable String violation() {
        Violation last = violation;
        return last == null || nanoTime.getAsLong() - last.at >= VIOLATION_STANDS.toNanos() ? null : last.text;
    }

    /** The count over all connections of the role. */
    synchronized long count(Counter counter) {
        long count = closed.getOrDefault(counter, 0L);
        for (Connection connection : open) {
            count += counter.read(connection.getStatistics());
        }
        return count;
    }

    private record Violation(String text, long at) {}

    /** What jnats counts for each connection. */
    enum Counter {
        RECONNECTS,
        IN_MESSAGES,
        OUT_MESSAGES,
        IN_BYTES,
        OUT_BYTES;

        private long read(Statistics statistics) {
            return switch (this) {
                case RECONNECTS -> statistics.getReconnects();
                case IN_MESSAGES -> statistics.getInMsgs();
                case OUT_MESSAGES -> statistics.getOutMsgs();
                case IN_BYTES -> statistics.getInBytes();
                case OUT_BYTES -> statistics.getOutBytes();
            };
        }
    }
}

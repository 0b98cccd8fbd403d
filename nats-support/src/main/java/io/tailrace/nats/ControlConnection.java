package io.tailrace.nats;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A service's one shared connection. It connects in the background from the start of the application for as long as it
 * takes, and opens a new connection should jnats give one up for good, as it does when credentials are refused twice.
 *
 * <p>Its one thread connects and calls the listeners, one after the other.
 */
public class ControlConnection implements SmartLifecycle {

    /** The role that this connection has at its {@link NatsConnectionFactory}. */
    public static final String ROLE = "control";

    private static final Logger log = LoggerFactory.getLogger(ControlConnection.class);

    /** Before everything that uses the connection, and stopped after it. */
    private static final int PHASE = -1000;

    private static final Duration SAY_AGAIN_AFTER = Duration.ofMinutes(5);

    private final NatsConnectionFactory factory;
    private final Backoff backoff;
    private final CompletableFuture<Connection> first = new CompletableFuture<>();
    private final List<Consumer<Connection>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    private final LastingCondition unreachable = new LastingCondition(log, SAY_AGAIN_AFTER, System::nanoTime);

    private volatile @Nullable Connection current;
    private volatile @Nullable ExecutorService thread;

    public ControlConnection(NatsConnectionFactory factory) {
        this(factory, Backoff.standard());
    }

    ControlConnection(NatsConnectionFactory factory, Backoff backoff) {
        this.factory = factory;
        this.backoff = backoff;
    }

    /**
     * Waits until there has been a connection.
     *
     * @return the connection as it is now; it may be reconnecting
     * @throws IllegalStateException where the service stops before it was ever connected
     */
    public Connection await() throws InterruptedException {
        try {
            Connection connected = first.get();
            Connection now = current;
            return now == null ? connected : now;
        } catch (ExecutionException stopped) {
            throw new IllegalStateException("the service stopped before it was connected to NATS", stopped);
        }
    }

    /**
     * The connection, null before the first connect. It may be reconnecting: ask its status. Ask again rather than keep
     * it, because a connection that was given up is replaced.
     */
    public @Nullable Connection current() {
        return current;
    }

    /**
     * Registers what is called at each connect and reconnect, on this connection's own thread, and right away if it is
     * connected now.
     */
    public void onConnected(Consumer<Connection> listener) {
        if (isRunning()) {
            // On the one thread, so that no connect comes between the two and the listener hears of each once.
            execute(() -> {
                listeners.add(listener);
                Connection connection = current;
                if (connection != null && connection.getStatus() == Connection.Status.CONNECTED) {
                    notify(listener, connection);
                }
            });
        } else {
            listeners.add(listener);
        }
    }

    @Override
    public void start() {
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "nats-control");
            created.setDaemon(true);
            return created;
        });
        execute(this::connectUntilItWorks);
    }

    @Override
    public void stop() {
        ExecutorService executor = thread;
        thread = null;
        stopping.countDown();
        if (executor != null) {
            executor.shutdownNow();
        }
        first.completeExceptionally(new IllegalStateException("stopped"));
        Connection connection = current;
        if (connection != null) {
            close(connection);
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void connectUntilItWorks() {
        try {
            for (long attempt = 0; !connect(); attempt++) {
                if (stopping.await(backoff.delay(attempt).toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean connect() throws InterruptedException {
        try {
            Connection connection = factory.connect(ROLE, this::listen);
            current = connection;
            if (!isRunning()) {
                connection.close();
                return true;
            }
            if (connection.getStatus() == Connection.Status.CLOSED) {
                // Given up before it was current, so that its last event went unheard.
                return false;
            }
            unreachable.over();
            log.info("connected to NATS server={}", connection.getConnectedUrl());
            first.complete(connection);
            listeners.forEach(listener -> notify(listener, connection));
            return true;
        } catch (IOException notReached) {
            unreachable.holds(notReached.getMessage() + "; trying again");
            return false;
        }
    }

    private void listen(Options.Builder options) {
        options.connectionListener((connection, event) -> {
            if (event == Events.RECONNECTED) {
                execute(() -> listeners.forEach(listener -> notify(listener, connection)));
            } else if (event == Events.CLOSED && connection.equals(current)) {
                execute(this::connectUntilItWorks);
            }
        });
    }

    private void execute(Runnable task) {
        ExecutorService executor = thread;
        if (executor == null) {
            return;
        }
        try {
            executor.execute(task);
        } catch (RejectedExecutionException stopping) {
            log.debug("not executed, the control connection is stopping");
        }
    }

    private static void notify(Consumer<Connection> listener, Connection connection) {
        try {
            listener.accept(connection);
        } catch (RuntimeException failure) {
            log.error("a listener of the control connection failed", failure);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.tailrace.collector;

import io.tailrace.collector.commit.CollectorEvents;
import io.tailrace.nats.ControlConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts the collector with the application and stops it before the connection goes. */
final class CollectorLifecycle implements SmartLifecycle {

    private final CollectorProperties properties;
    private final CollectorSettings settings;
    private final ControlConnection connection;
    private final CollectorEvents events;

    private volatile @Nullable Collector collector;

    CollectorLifecycle(
            CollectorProperties properties,
            CollectorSettings settings,
            ControlConnection connection,
            CollectorEvents events) {
        this.properties = properties;
        this.settings = settings;
        this.connection = connection;
        this.events = events;
        connection.onConnected(current -> {
            Collector running = collector;
            if (running != null) {
                running.intake().connected();
            }
        });
    }

    /** The running collector, null when there is none. */
    @Nullable Collector collector() {
        return collector;
    }

    @Override
    public void start() {
        collector = Collector.start(properties, settings, connection::current, events);
    }

    @Override
    public void stop() {
        Collector running = collector;
        collector = null;
        if (running != null) {
            try {
                running.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return collector != null;
    }
}

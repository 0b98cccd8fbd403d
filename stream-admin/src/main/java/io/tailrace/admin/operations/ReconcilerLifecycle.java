package io.tailrace.admin.operations;

import io.tailrace.admin.drift.Reconciler;
import io.tailrace.nats.ControlConnection;
import org.springframework.context.SmartLifecycle;

/** Runs the reconciler while the application runs, a round on each connect. */
final class ReconcilerLifecycle implements SmartLifecycle {

    private final Reconciler reconciler;
    private final ControlConnection connection;
    private volatile boolean running;

    ReconcilerLifecycle(Reconciler reconciler, ControlConnection connection) {
        this.reconciler = reconciler;
        this.connection = connection;
    }

    @Override
    public void start() {
        running = true;
        reconciler.start();
        connection.onConnected(connected -> reconciler.wake());
    }

    @Override
    public void stop() {
        running = false;
        try {
            reconciler.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

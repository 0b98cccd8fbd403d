package io.tailrace.admin.operations;

import io.tailrace.admin.broker.Advisories;
import io.tailrace.admin.broker.JetStreamApi;
import io.tailrace.admin.declaration.ConsumerDeclaration;
import io.tailrace.admin.declaration.Declared;
import io.tailrace.admin.declaration.StreamDeclaration;
import io.tailrace.admin.drift.Reconciler;
import io.tailrace.nats.ControlConnection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.SmartLifecycle;

/** Runs the reconciler while the application runs, a round on each connect and on each event that concerns it. */
final class ReconcilerLifecycle implements SmartLifecycle {

    private final Reconciler reconciler;
    private final ControlConnection connection;
    private final JetStreamApi api;
    private final Advisories advisories;
    private volatile boolean running;

    ReconcilerLifecycle(Reconciler reconciler, ControlConnection connection, JetStreamApi api, Declared declared) {
        this.reconciler = reconciler;
        this.connection = connection;
        this.api = api;
        this.advisories = new Advisories(names(declared)::contains, reconciler::wake);
    }

    @Override
    public void start() {
        running = true;
        reconciler.start();
        connection.onConnected(connected -> {
            // What was asked for before gets no answer any more, and a wiped broker lacks all its streams.
            api.connectionLost();
            advisories.listen(connected);
            reconciler.wake();
        });
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

    private static Set<String> names(Declared declared) {
        Set<String> names = new HashSet<>();
        for (StreamDeclaration stream : declared.streams()) {
            names.add(stream.name());
            for (ConsumerDeclaration consumer : stream.consumers()) {
                names.add(stream.name() + "/" + consumer.name());
            }
        }
        return names;
    }
}

package io.tailrace.collector;

import io.nats.client.JetStreamOptions;
import io.tailrace.collector.commit.CollectorEvents;
import io.tailrace.collector.commit.Pause;
import io.tailrace.collector.deadletter.DeadLetterReplay;
import io.tailrace.collector.intake.PartitionStatus;
import io.tailrace.collector.inventory.UnownedHost;
import io.tailrace.collector.operations.CollectorState;
import io.tailrace.collector.report.CompletenessReport;
import io.tailrace.nats.ControlConnection;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts the collector with the application and stops it before the connection goes. */
final class CollectorLifecycle implements SmartLifecycle, CollectorState {

    private final CollectorProperties properties;
    private final CollectorSettings settings;
    private final ControlConnection connection;
    private final JetStreamOptions jetStream;
    private final CollectorEvents events;

    private volatile @Nullable Collector collector;

    CollectorLifecycle(
            CollectorProperties properties,
            CollectorSettings settings,
            ControlConnection connection,
            JetStreamOptions jetStream,
            CollectorEvents events) {
        this.properties = properties;
        this.settings = settings;
        this.connection = connection;
        this.jetStream = jetStream;
        this.events = events;
        connection.onConnected(current -> {
            Collector running = collector;
            if (running != null) {
                running.intake().connected();
            }
        });
    }

    @Override
    public List<PartitionStatus> partitions() {
        Collector running = collector;
        return running == null ? List.of() : running.intake().status();
    }

    @Override
    public @Nullable String pausedBecause() {
        Collector running = collector;
        if (running == null) {
            return "the collector does not run";
        }
        if (running.writer().hasFailed()) {
            return "the writer has failed, see the log; only a restart can mend that";
        }
        Pause pause = running.writer().pause();
        return pause == null ? null : pause.reason();
    }

    @Override
    public long archiveFreeBytes() throws IOException {
        Collector running = collector;
        if (running == null) {
            throw new IOException("the collector does not run");
        }
        return running.storage().usableBytes();
    }

    @Override
    public @Nullable CompletenessReport completeness() {
        Collector running = collector;
        return running == null ? null : running.completeness();
    }

    @Override
    public @Nullable DeadLetterReplay deadLetters() {
        Collector running = collector;
        return running == null ? null : running.replay();
    }

    @Override
    public List<UnownedHost> unowned() {
        Collector running = collector;
        return running == null ? List.of() : running.unowned().hosts();
    }

    @Override
    public void start() {
        collector = Collector.start(properties, settings, connection::current, jetStream, events);
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

package io.tailrace.collector.operations;

import io.tailrace.collector.report.CompletenessReport;
import io.tailrace.collector.report.ReportTotals;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The totals of the completeness report, for metrics and health: made every half minute, and seldom enough to take a
 * twentieth of a core at most. For any thread.
 */
public final class ReportSnapshot implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReportSnapshot.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int REST = 20;

    private final CollectorState state;
    private final LongSupplier nanoTime;
    private @Nullable ReportTotals latest;
    private long madeAt;
    private volatile @Nullable ScheduledExecutorService thread;

    public ReportSnapshot(CollectorState state, LongSupplier nanoTime) {
        this.state = state;
        this.nanoTime = nanoTime;
    }

    /** The latest totals, null before there are any. */
    public synchronized @Nullable ReportTotals latest() {
        return latest;
    }

    /** Totals that are a few seconds old at most; null while the collector doesn't run. */
    public @Nullable ReportTotals fresh() throws IOException {
        synchronized (this) {
            if (latest != null && nanoTime.getAsLong() - madeAt < FRESH.toNanos()) {
                return latest;
            }
        }
        return make();
    }

    @Override
    public void start() {
        ScheduledExecutorService created = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread named = new Thread(task, "collector-report");
            named.setDaemon(true);
            return named;
        });
        thread = created;
        schedule(created, Duration.ofSeconds(1));
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = thread;
        thread = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void schedule(ScheduledExecutorService on, Duration delay) {
        if (!on.isShutdown()) {
            var unused = on.schedule(() -> makeAndRest(on), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void makeAndRest(ScheduledExecutorService on) {
        Duration rest = EVERY;
        try {
            ReportTotals made = make();
            if (made != null) {
                rest = Duration.ofMillis(Math.max(EVERY.toMillis(), REST * made.tookMillis()));
            }
        } catch (IOException | RuntimeException e) {
            log.debug("the report could not be made", e);
        }
        schedule(on, rest);
    }

    private @Nullable ReportTotals make() throws IOException {
        CompletenessReport report = state.completeness();
        if (report == null) {
            return null;
        }
        ReportTotals made = report.totals();
        synchronized (this) {
            latest = made;
            madeAt = nanoTime.getAsLong();
        }
        return made;
    }
}

package io.tailrace.admin.drift;

import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.apply.StreamResult;
import io.tailrace.admin.plan.Planner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a round of plan and apply on each connect and every interval, sooner as long as a declared stream is missing.
 *
 * <p>Its one thread, {@code stream-admin}, runs the rounds. Any thread may read the board and ask for a round.
 */
public final class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    /** How soon to try again while a stream is missing; agents may be waiting for it. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Planner planner;
    private final Applier applier;
    private final Duration interval;
    private final Clock clock;
    private final DriftLog driftLog = new DriftLog();
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread = new Thread(this::runRounds, "stream-admin");

    private volatile StreamBoard board;

    /**
     * @param interval from the end of a round to the next one
     * @param clock says when a round ended, for people
     */
    public Reconciler(Planner planner, Applier applier, Duration interval, Clock clock) {
        this.planner = planner;
        this.applier = applier;
        this.interval = interval;
        this.clock = clock;
        this.board =
                new StreamBoard(List.of(), Instant.EPOCH, planner.declarations().size());
    }

    /** What the last round found. */
    public StreamBoard board() {
        return board;
    }

    /** Starts the thread, once; the first round waits for {@link #wake}. */
    public void start() {
        thread.start();
    }

    /** Asks for a round now. */
    public void wake() {
        wanted.release();
    }

    /** Ends the thread, in the middle of a request if need be, and waits for it. */
    public void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void runRounds() {
        try {
            wanted.acquire();
            while (!Thread.currentThread().isInterrupted()) {
                wanted.drainPermits();
                round();
                wanted.tryAcquire(pause().toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException stopped) {
            log.debug("stopped");
        }
    }

    private void round() throws InterruptedException {
        List<StreamResult> results = applier.apply(planner.plan());
        board = new StreamBoard(results, clock.instant(), board.declared());
        driftLog.report(results);
    }

    private Duration pause() {
        return board.complete() || interval.compareTo(RETRY) < 0 ? interval : RETRY;
    }
}

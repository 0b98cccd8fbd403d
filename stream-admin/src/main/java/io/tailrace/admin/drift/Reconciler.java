package io.tailrace.admin.drift;

import io.tailrace.admin.apply.Applier;
import io.tailrace.admin.apply.Mode;
import io.tailrace.admin.apply.Result;
import io.tailrace.admin.apply.Result.Outcome;
import io.tailrace.admin.usage.UsageReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a round on each connect and every interval, sooner as long as something declared is missing, and when it is told
 * that something has changed.
 *
 * <p>Its one thread, {@code stream-admin}, runs the rounds. Any thread may read the board and ask for a round.
 */
public final class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    /** How soon to try again while a stream is missing; agents may be waiting for it. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Applier applier;
    private final UsageReader usage;
    private final Policy policy;
    private final Duration interval;
    private final Clock clock;
    private final DriftLog driftLog = new DriftLog();
    private final Corrections corrections;
    private final Semaphore wanted = new Semaphore(0);
    private final ConcurrentLinkedQueue<CompletableFuture<StreamBoard>> asked = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::runRounds, "stream-admin");

    /** What has been brought to its declaration once since the start. Confined to the thread. */
    private final Set<String> brought = new HashSet<>();

    /** What is not declared was pruned once since the start; what appears later may be of a newer declaration. */
    private boolean pruned;

    private volatile StreamBoard board;

    /**
     * @param policy for what differs after it was brought to its declaration once
     * @param interval from the end of a round to the next one
     * @param clock says when a round ended, for people
     */
    public Reconciler(Applier applier, UsageReader usage, Policy policy, Duration interval, Clock clock) {
        this.applier = applier;
        this.usage = usage;
        this.policy = policy;
        this.interval = interval;
        this.clock = clock;
        this.corrections = new Corrections(System::nanoTime);
        this.board = new StreamBoard(List.of(), Map.of(), Instant.EPOCH, applier.declared());
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

    /** Asks for a round now that does all that is permitted, as the first one does; completes when it has ended. */
    public CompletableFuture<StreamBoard> reconcile() {
        CompletableFuture<StreamBoard> done = new CompletableFuture<>();
        asked.add(done);
        wake();
        return done;
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
                List<CompletableFuture<StreamBoard>> waiting = new ArrayList<>();
                for (CompletableFuture<StreamBoard> each = asked.poll(); each != null; each = asked.poll()) {
                    waiting.add(each);
                }
                try {
                    StreamBoard now = round(!waiting.isEmpty());
                    waiting.forEach(each -> each.complete(now));
                } catch (RuntimeException unforeseen) {
                    log.error("this round failed, the next one comes", unforeseen);
                    waiting.forEach(each -> each.completeExceptionally(unforeseen));
                }
                wanted.tryAcquire(pause().toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException stopped) {
            log.debug("stopped");
        }
    }

    private StreamBoard round(boolean all) throws InterruptedException {
        List<Result> results =
                applier.round(name -> all || !brought.contains(name) ? Mode.ALL : later(name), all || !pruned);
        for (Result result : results) {
            if (result.outcome() == Outcome.UPDATED && brought.contains(result.name())) {
                corrections.made(result.name());
            }
            if (result.exists() && result.outcome() != Outcome.REFUSED && !result.waits()) {
                brought.add(result.name());
            }
        }
        pruned |= results.stream().noneMatch(result -> result.outcome() == Outcome.UNKNOWN);
        StreamBoard now = new StreamBoard(results, usage.read(), clock.instant(), board.declared());
        board = now;
        driftLog.report(results);
        return now;
    }

    private Mode later(String name) {
        return policy == Policy.CORRECT && corrections.mayCorrect(name) ? Mode.CORRECT : Mode.REPORT;
    }

    private Duration pause() {
        return board.complete() || interval.compareTo(RETRY) < 0 ? interval : RETRY;
    }
}

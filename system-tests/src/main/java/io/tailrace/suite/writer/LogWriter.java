package io.tailrace.suite.writer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writes one file as planned, on a thread of its own. Where a rotation or the machine holds it up it catches up, so
 * that all planned lines are written however the time went.
 */
public final class LogWriter implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(10);

    private final LogFile file;
    private final Plan plan;
    private final RotationListener listener;
    private final ScheduledExecutorService thread;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private long start;
    private int rotations;

    public LogWriter(LogFile file, Plan plan, RotationListener listener) {
        this.file = file;
        this.plan = plan;
        this.listener = listener;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                task -> new Thread(task, "writer-" + file.path().getFileName()));
    }

    public LogFile file() {
        return file;
    }

    /**
     * Begins to write.
     *
     * @return completes when everything planned is written, or with what kept it from being written
     */
    public CompletableFuture<Void> start() {
        thread.execute(() -> start = System.nanoTime());
        ScheduledFuture<?> ticks = thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        return done.whenComplete((nothing, failure) -> {
            ticks.cancel(false);
            thread.shutdown();
        });
    }

    /** Ends writing where it is, and closes the file. */
    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        done.completeExceptionally(new CancellationException(file.path() + " was closed"));
        file.close();
    }

    private void tick() {
        try {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            append(plan.linesDueAt(elapsed) - lines());
            if (rotations < plan.rotations() && elapsed.compareTo(plan.rotationDueAt(rotations + 1)) >= 0) {
                rotate();
                rotations++;
            } else if (elapsed.compareTo(plan.duration()) >= 0) {
                done.complete(null);
            }
        } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private long lines() {
        return file.generations().stream().mapToLong(Generation::lines).sum();
    }

    private void append(long due) throws IOException {
        text.setLength(0);
        for (long lines = 0; lines < due; ) {
            lines += plan.lines().next(text);
        }
        if (!text.isEmpty()) {
            file.append(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void rotate() throws IOException {
        Generation ending = file.current();
        switch (plan.rotation()) {
            case RENAME -> file.rotateByRename();
            case COPY_TRUNCATE -> file.rotateByCopyTruncate(() -> listener.beforeTruncation(ending));
            case DELETE -> file.rotateByDelete();
        }
        listener.rotated(ending, plan.rotation());
    }
}

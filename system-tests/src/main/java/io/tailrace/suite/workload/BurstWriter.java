package io.tailrace.suite.workload;

import io.tailrace.suite.writer.Generation;
import io.tailrace.suite.writer.LogFile;
import io.tailrace.suite.writer.Rotation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file, on a thread of its own, until it is told to stop: in bursts at full speed with silence between them, of
 * sizes drawn at random, and rotates it at lengths drawn at random as soon as its gate is open.
 */
final class BurstWriter {

    /** Is told of rotations, on the writer's thread. */
    interface Listener {
        void rotated(Generation ended, Rotation rotation);
    }

    private static final Duration LONGEST_PIECE_PAUSE = Duration.ofMillis(1_500);
    private static final Duration GATE_INTERVAL = Duration.ofMillis(100);
    private static final Duration TIDY_INTERVAL = Duration.ofSeconds(1);
    private static final int KEPT = 2;
    private static final byte[] NOTHING = {};

    private final LogFile file;
    private final Habit habit;
    private final Gate gate;
    private final Predicate<Generation> isUseless;
    private final RandomGenerator random;
    private final Listener listener;
    private final ScheduledExecutorService thread;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Map<Rotation, Integer> rotations = new EnumMap<>(Rotation.class);
    private final StringBuilder text = new StringBuilder();
    private volatile boolean stopping;
    private byte[] secondPiece = NOTHING;
    private @Nullable Rotation due;
    private long rotateAt;
    private long tidiedAt = System.nanoTime();

    /**
     * @param isUseless says of which generations the rotated files can go
     * @param random alone decides what is written and when it is rotated
     */
    BurstWriter(
            LogFile file,
            Habit habit,
            Gate gate,
            Predicate<Generation> isUseless,
            RandomGenerator random,
            Listener listener) {
        this.file = file;
        this.habit = habit;
        this.gate = gate;
        this.isUseless = isUseless;
        this.random = random;
        this.listener = listener;
        this.rotateAt = length();
        this.thread = Executors.newSingleThreadScheduledExecutor(
                task -> new Thread(task, "writer-" + file.path().getFileName()));
    }

    LogFile file() {
        return file;
    }

    /** How often it was rotated, in which way. For any thread. */
    Map<Rotation, Integer> rotations() {
        synchronized (rotations) {
            return new EnumMap<>(rotations);
        }
    }

    void start() {
        thread.execute(this::turn);
    }

    /**
     * Writes no more.
     *
     * @return completes when the last byte is written, or with what has kept it from being written
     */
    CompletableFuture<Void> stop() {
        stopping = true;
        return done;
    }

    /** Has it failed? Then it writes no more. */
    boolean hasFailed() {
        return done.isCompletedExceptionally();
    }

    /** Ends at once, and closes the file. */
    void close() throws IOException, InterruptedException {
        stopping = true;
        thread.shutdownNow();
        thread.awaitTermination(5, TimeUnit.SECONDS);
        file.close();
    }

    private void turn() {
        if (stopping) {
            done.complete(null);
            thread.shutdown();
            return;
        }
        try {
            Duration pause = rotateOrWrite();
            tidy();
            var unused = thread.schedule(this::turn, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    /** Returns how long there is nothing to do. */
    private Duration rotateOrWrite() throws IOException {
        if (due == null && file.current().bytes() >= rotateAt) {
            due = habit.rotations().get(random.nextInt(habit.rotations().size()));
        }
        if (due != null && gate.isOpen(file, due)) {
            rotate(due);
            due = null;
        }
        // What is about to be renamed is written on; what is about to be cut or deleted would never be ready for it.
        return due == null || due == Rotation.RENAME ? write() : GATE_INTERVAL;
    }

    private void rotate(Rotation rotation) throws IOException {
        Generation ending = file.current();
        switch (rotation) {
            case RENAME -> file.rotateByRename();
            case COPY_TRUNCATE -> file.rotateByCopyTruncate(() -> {});
            case DELETE -> file.rotateByDelete();
        }
        rotateAt = length();
        synchronized (rotations) {
            rotations.merge(rotation, 1, Integer::sum);
        }
        listener.rotated(ending, rotation);
    }

    private long length() {
        return logUniform((double) habit.smallest(), (double) habit.largest());
    }

    /** Each order of magnitude as often as the other. */
    private long logUniform(double least, double most) {
        return least < most ? (long) Math.exp(random.nextDouble(Math.log(least), Math.log(most))) : (long) least;
    }

    private Duration write() throws IOException {
        if (secondPiece.length > 0) {
            file.append(secondPiece);
            secondPiece = NOTHING;
        }
        text.setLength(0);
        if (file.current().bytes() == 0) {
            text.append(habit.header());
        }
        long burst =
                logUniform(1, Math.max(1, habit.rate() * habit.longestBurst().toMillis() / 1e3));
        long lines = 0;
        while (lines < burst) {
            lines += habit.lines().next(text);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        Duration silence = Duration.ofMillis((long) (1_000 * lines / habit.rate()));
        if (!habit.inPieces()) {
            file.append(bytes);
            return silence;
        }
        int cut = random.nextInt(bytes.length);
        file.append(Arrays.copyOf(bytes, cut));
        secondPiece = Arrays.copyOfRange(bytes, cut, bytes.length);
        Duration pause = Duration.ofMillis(random.nextLong(LONGEST_PIECE_PAUSE.toMillis()));
        return pause.compareTo(silence) > 0 ? pause : silence;
    }

    private void tidy() throws IOException {
        if (System.nanoTime() - tidiedAt < TIDY_INTERVAL.toNanos()) {
            return;
        }
        while (file.rotated().size() > KEPT
                && isUseless.test(file.rotated().get(file.rotated().size() - 1))) {
            file.removeOldestRotated();
        }
        tidiedAt = System.nanoTime();
    }
}

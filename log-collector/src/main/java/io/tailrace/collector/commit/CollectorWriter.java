package io.tailrace.collector.commit;

import io.tailrace.collector.ack.Acknowledger;
import io.tailrace.collector.archive.Archive;
import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.ledger.DeadLetterReader.StoredDeadLetter;
import io.tailrace.collector.ledger.Ledger;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.SourceCache;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that owns archive, batches and ledger, and all that other threads may say to it. It takes one delivery after
 * the other, or a task; when the disk fails, everything uncommitted is dropped and read again from the ledger's position,
 * which is what happens after a crash too.
 */
public final class CollectorWriter implements DeliverySink {

    private static final Logger log = LoggerFactory.getLogger(CollectorWriter.class);
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TASK_SECONDS = 60;

    private final WriterQueue queue;
    private final Lanes lanes;
    private final Observations observations;
    private final Evidences evidences;
    private final Replay replay;
    private final Marking marking;
    private final Recovery recovery;
    private final Ledger ledger;
    private final Thread thread = new Thread(this::run, "collector-writer");

    private volatile @Nullable Pause pause;
    private volatile boolean failed;

    private CollectorWriter(
            WriterQueue queue,
            Lanes lanes,
            Observations observations,
            Evidences evidences,
            Replay replay,
            Marking marking,
            Recovery recovery,
            Ledger ledger) {
        this.queue = queue;
        this.lanes = lanes;
        this.observations = observations;
        this.evidences = evidences;
        this.replay = replay;
        this.marking = marking;
        this.recovery = recovery;
        this.ledger = ledger;
    }

    /**
     * Puts the parts together.
     *
     * @param storage of the archive
     * @param ledger closed by whoever opened it, after this writer
     * @param acknowledger told of what is durable
     * @param events told of what happens
     * @param nanoTime monotonic time
     * @param clock for what is only told to people
     */
    public static CollectorWriter of(
            WriterSettings settings,
            ArchiveStorage storage,
            Ledger ledger,
            Acknowledger acknowledger,
            CollectorEvents events,
            LongSupplier nanoTime,
            Clock clock) {
        Archive archive = new Archive(storage, settings.openFiles());
        SourceCache sources = new SourceCache(ledger, settings.cachedPieces());
        PlainFiles plainFiles = new PlainFiles(archive, ledger);
        Sources known = new Sources(archive, sources, ledger);
        MessageArchiver archiver = new MessageArchiver(settings.subjectPrefix(), archive, known, plainFiles, events);
        Committer committer = new Committer(archive, ledger, acknowledger, events, nanoTime, clock);
        Lanes lanes = new Lanes(
                ledger,
                sources,
                plainFiles,
                archiver,
                committer,
                settings.limits(),
                settings.policy(),
                events,
                nanoTime);
        SpaceGuard space = new SpaceGuard(storage, settings.minFreeBytes(), nanoTime);
        Recovery recovery = new Recovery(archive, storage, ledger, sources, plainFiles, lanes, space);
        return new CollectorWriter(
                new WriterQueue(settings.queueBytes()),
                lanes,
                new Observations(lanes, ledger, nanoTime),
                new Evidences(lanes, known, committer),
                new Replay(lanes, archiver, committer),
                new Marking(storage, ledger, nanoTime),
                recovery,
                ledger);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void deliver(Delivery delivery) throws InterruptedException {
        queue.put(delivery);
    }

    @Override
    public boolean isAccepting() {
        return pause == null && thread.isAlive();
    }

    /** Why nothing is archived at present, null when there is no reason. */
    public @Nullable Pause pause() {
        return pause;
    }

    /** Whether the thread has ended on its own: a defect, which only a restart can mend. */
    public boolean hasFailed() {
        return failed;
    }

    @Override
    public @Nullable PartitionState settle(PartitionKey partition)
            throws IOException, TimeoutException, InterruptedException {
        return call(() -> lanes.settle(partition));
    }

    @Override
    public void place(PartitionKey partition, PartitionState state)
            throws IOException, TimeoutException, InterruptedException {
        call(() -> {
            lanes.place(partition, state);
            return null;
        });
    }

    @Override
    public @Nullable PartitionState observe(
            PartitionKey partition, StreamFacts facts, long nothingPendingUntil, long deliveredSequence)
            throws IOException, TimeoutException, InterruptedException {
        return call(() -> observations.observe(partition, facts, nothingPendingUntil, deliveredSequence));
    }

    /**
     * Takes what is proved by a page of an inventory.
     *
     * @return false when the partition was not read yet up to where the page was made
     */
    public boolean prove(Evidence page) throws IOException, TimeoutException, InterruptedException {
        return Boolean.TRUE.equals(call(() -> evidences.prove(page)));
    }

    /**
     * Judges dead letters of a partition once more.
     *
     * @param letters whole ones, which together fit into memory
     */
    public ReplayResult replay(PartitionKey partition, List<StoredDeadLetter> letters)
            throws IOException, TimeoutException, InterruptedException {
        if (!isAccepting()) {
            throw new IOException("archiving is paused");
        }
        return Objects.requireNonNull(call(() -> replay.replay(partition, letters)));
    }

    /** Notes that dead letters have reached the dead-letter stream. */
    public void markPublished(Collection<Long> deadLetters) throws IOException, TimeoutException, InterruptedException {
        call(() -> {
            ledger.markPublished(deadLetters);
            return null;
        });
    }

    /** Commits what is in hand and ends the thread. What still waits is left to the next start. */
    public void stop() throws InterruptedException {
        queue.close();
        thread.join();
    }

    private void run() {
        try {
            while (!queue.isClosed()) {
                turn();
            }
            runTasks();
            if (pause == null) {
                lanes.commitAll();
                marking.mark();
            }
        } catch (IOException e) {
            log.warn("the last batch could not be committed and will be read again problem={}", e.getMessage());
        } catch (InterruptedException e) {
            log.warn("the writer was interrupted");
        } catch (RuntimeException | Error e) {
            log.error("the writer failed", e);
            throw e;
        } finally {
            failed = !queue.isClosed();
            queue.close();
            recovery.dropAll();
        }
    }

    private void turn() throws InterruptedException {
        runTasks();
        try {
            if (pause != null) {
                probe();
            } else {
                Delivery delivery = queue.take(lanes.nanosToNextCommit());
                if (delivery != null) {
                    lanes.take(delivery);
                }
                lanes.commitDue();
                marking.markIfDue();
                if (recovery.isSpaceShort()) {
                    lanes.commitAll();
                    pauseFor(recovery.shortage());
                }
            }
        } catch (IOException e) {
            pauseFor(String.valueOf(e.getMessage()));
        }
    }

    private void runTasks() throws InterruptedException {
        for (WriterTask task = queue.nextTask(); task != null; task = queue.nextTask()) {
            task.run();
        }
    }

    private void pauseFor(String reason) {
        lanes.endRuns();
        recovery.dropAll();
        queue.dropVoid();
        pause = new Pause(reason);
        log.warn("archiving is paused until the disk allows it reason=\"{}\"", reason);
    }

    private void probe() throws InterruptedException {
        Pause current = pause;
        // Nothing is taken: what comes belongs to runs that are over. This is but the wait for a task or the time.
        Delivery late = queue.take(PROBE_NANOS);
        if (late != null) {
            late.run().end();
        }
        if (late != null || current == null) {
            return;
        }
        String problem = recovery.probe();
        if (problem == null) {
            pause = null;
            log.info("archiving goes on");
        } else if (!problem.equals(current.reason())) {
            pause = new Pause(problem);
        }
    }

    private <T> @Nullable T call(Action<T> action) throws IOException, TimeoutException, InterruptedException {
        CompletableFuture<@Nullable T> answer = new CompletableFuture<>();
        boolean accepted = queue.execute(() -> {
            try {
                answer.complete(action.run());
            } catch (IOException e) {
                pauseFor(String.valueOf(e.getMessage()));
                answer.completeExceptionally(e);
            } catch (RuntimeException e) {
                // What it left half done is forgotten as after a failure of the disk; deliveries go on.
                log.error("a task of the writer failed", e);
                lanes.endRuns();
                recovery.dropAll();
                answer.completeExceptionally(e);
            }
        });
        if (!accepted) {
            throw new TimeoutException("the writer has stopped");
        }
        try {
            return answer.get(TASK_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new TimeoutException("the writer has stopped");
        }
    }

    private interface Action<T> {
        @Nullable T run() throws IOException, InterruptedException;
    }
}

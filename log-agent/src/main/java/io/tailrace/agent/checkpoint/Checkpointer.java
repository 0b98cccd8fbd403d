package io.tailrace.agent.checkpoint;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes checkpoints, and the list of sealed sources, on a thread of its own, {@code agent-checkpoint}, so that no fsync holds up the shipping. */
public final class Checkpointer {

    private final CheckpointFile file;
    private final SealedFile sealedFile;
    private final ExecutorService thread;

    /** Writes to these. */
    public Checkpointer(CheckpointFile file, SealedFile sealedFile) {
        this(file, sealedFile, Executors.newSingleThreadExecutor(task -> new Thread(task, "agent-checkpoint")));
    }

    /** @param thread what writes, one after the other */
    public Checkpointer(CheckpointFile file, SealedFile sealedFile, ExecutorService thread) {
        this.file = file;
        this.sealedFile = sealedFile;
        this.thread = thread;
    }

    /**
     * Writes a checkpoint.
     *
     * @param sealed the list of sealed sources where it has changed: it is written first, so that no source is in neither
     * @param done called on {@code agent-checkpoint} with null once it is durable, or with what went wrong
     */
    public void write(Checkpoint checkpoint, @Nullable SealedList sealed, Consumer<@Nullable IOException> done) {
        thread.execute(() -> {
            try {
                if (sealed != null) {
                    sealedFile.write(sealed);
                }
                file.write(checkpoint);
            } catch (IOException e) {
                done.accept(e);
                return;
            }
            done.accept(null);
        });
    }

    /** Waits until what was asked for is written. */
    public void finish() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(10, TimeUnit.SECONDS);
    }
}

package io.tailrace.agent.checkpoint;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes checkpoints on a thread of its own, {@code agent-checkpoint}, so that no fsync holds up the shipping. */
public final class Checkpointer {

    private final CheckpointFile file;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "agent-checkpoint"));

    public Checkpointer(CheckpointFile file) {
        this.file = file;
    }

    /**
     * Writes a checkpoint.
     *
     * @param done called on {@code agent-checkpoint} with null once it is durable, or with what went wrong
     */
    public void write(Checkpoint checkpoint, Consumer<@Nullable IOException> done) {
        thread.execute(() -> {
            try {
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

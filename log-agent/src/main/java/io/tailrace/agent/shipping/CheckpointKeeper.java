package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.Checkpointer;
import io.tailrace.agent.checkpoint.SealedList;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the checkpoint is written: at once for new sources, whose first byte waits for it, and every interval for
 * progress. One at a time; what comes meanwhile goes into the next. Only the shipping thread touches it.
 */
final class CheckpointKeeper {

    private final Checkpointer checkpointer;
    private final Executor shipping;
    private final long intervalNanos;
    private final Supplier<Snapshot> snapshot;
    private final LongSupplier nanoTime;
    private final ShippingEvents events;

    /**
     * What to write.
     *
     * @param checkpoint the state at one moment
     * @param sealed the list of sealed sources where it has changed
     * @param durable called on the shipping thread once it is written
     * @param failed called on the shipping thread when it could not be written
     */
    record Snapshot(Checkpoint checkpoint, @Nullable SealedList sealed, Runnable durable, Runnable failed) {}

    private boolean writing;
    private boolean progressed;
    private boolean urgent;
    private long lastWritten;

    /**
     * @param snapshot what to write
     * @param nanoTime {@link System#nanoTime()}
     */
    CheckpointKeeper(
            Checkpointer checkpointer,
            Executor shipping,
            Duration interval,
            Supplier<Snapshot> snapshot,
            LongSupplier nanoTime,
            ShippingEvents events) {
        this.checkpointer = checkpointer;
        this.shipping = shipping;
        this.intervalNanos = interval.toNanos();
        this.snapshot = snapshot;
        this.events = events;
        this.nanoTime = nanoTime;
        this.lastWritten = nanoTime.getAsLong();
    }

    /** Something is worth remembering. */
    void progressed() {
        progressed = true;
    }

    /** Something has to be remembered before the agent goes on. */
    void urgent() {
        urgent = true;
    }

    /** Writes if it is time to. */
    void writeIfDue(long now) {
        if (writing || !(urgent || (progressed && now - lastWritten >= intervalNanos))) {
            return;
        }
        writing = true;
        urgent = false;
        progressed = false;
        write();
    }

    /** Writes now and waits for it. */
    void writeLast() throws InterruptedException {
        write();
        checkpointer.finish();
    }

    private void write() {
        Snapshot state = snapshot.get();
        checkpointer.write(
                state.checkpoint(), state.sealed(), failure -> shipping.execute(() -> written(failure, state)));
    }

    private void written(@Nullable IOException failure, Snapshot state) {
        writing = false;
        lastWritten = nanoTime.getAsLong();
        if (failure == null) {
            events.checkpointed();
        } else {
            progressed = true;
            state.failed().run();
            events.checkpointFailed(failure);
        }
        // Without a checkpoint the agent goes on from memory: what a restart then repeats is better than standing
        // still.
        state.durable().run();
    }
}

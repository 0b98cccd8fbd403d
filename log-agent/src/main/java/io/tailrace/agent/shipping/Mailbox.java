package io.tailrace.agent.shipping;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What other threads have to tell the shipping thread: tasks that it runs in their order. */
public final class Mailbox implements Executor {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final LongConsumer sleep;
    private volatile @Nullable Thread owner;

    /** One whose owner sleeps until a task comes. */
    public Mailbox() {
        sleep = nanos -> LockSupport.parkNanos(this, nanos);
    }

    /** @param sleep what its owner does instead of sleeping for so many nanoseconds */
    Mailbox(LongConsumer sleep) {
        this.sleep = sleep;
    }

    /** Any thread. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        LockSupport.unpark(owner);
    }

    /** Makes the calling thread the one that is woken. */
    void own() {
        owner = Thread.currentThread();
    }

    /** Runs what is there. */
    void drain() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** Waits for a task, but no longer than this. */
    void await(long nanos) {
        if (tasks.isEmpty() && nanos > 0) {
            sleep.accept(nanos);
        }
    }
}

package io.tailrace.agent.publish;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Makes the test's thread the shipping thread. */
final class ShippingQueue implements Executor {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    void drain() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Runs what comes until that is so. */
    void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            drain();
            while (!condition.getAsBoolean()) {
                Runnable task = tasks.poll(10, TimeUnit.MILLISECONDS);
                if (task != null) {
                    task.run();
                } else if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError("waited in vain for " + PATIENCE);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

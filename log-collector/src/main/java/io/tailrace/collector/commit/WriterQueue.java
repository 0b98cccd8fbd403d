package io.tailrace.collector.commit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer: deliveries, bounded in bytes, and tasks, which go first and are few. Many threads put, one
 * takes.
 */
final class WriterQueue {

    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition hasRoom = lock.newCondition();
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private final Deque<WriterTask> tasks = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /** @param maxBytes deliveries that wait take at most this much, or there is but one */
    WriterQueue(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Waits for room. Gives up when the delivery's run is over or the queue is closed. */
    void put(Delivery delivery) throws InterruptedException {
        long size = delivery.size();
        lock.lockInterruptibly();
        try {
            while (!closed && !delivery.run().isOver() && bytes > 0 && bytes + size > maxBytes) {
                hasRoom.await();
            }
            if (!closed && !delivery.run().isOver()) {
                deliveries.add(delivery);
                bytes += size;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Hands a task to the writer; returns whether it will ever be run. */
    boolean execute(WriterTask task) {
        lock.lock();
        try {
            if (!closed) {
                tasks.add(task);
                changed.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** The next task, null when there is none. */
    @Nullable WriterTask nextTask() {
        lock.lock();
        try {
            return tasks.poll();
        } finally {
            lock.unlock();
        }
    }

    /** The next delivery; null when none came in time, or a task did. */
    @Nullable Delivery take(long maxNanos) throws InterruptedException {
        long left = maxNanos;
        lock.lockInterruptibly();
        try {
            while (deliveries.isEmpty() && tasks.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (!tasks.isEmpty()) {
                return null;
            }
            Delivery delivery = deliveries.poll();
            if (delivery != null) {
                bytes -= delivery.size();
                hasRoom.signalAll();
            }
            return delivery;
        } finally {
            lock.unlock();
        }
    }

    /** Drops the deliveries of runs that are over, and lets those go that wait to put more of them. */
    void dropVoid() {
        lock.lock();
        try {
            deliveries.removeIf(delivery -> delivery.run().isOver());
            bytes = deliveries.stream().mapToLong(Delivery::size).sum();
            hasRoom.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            deliveries.clear();
            changed.signalAll();
            hasRoom.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}

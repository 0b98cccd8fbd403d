package io.tailrace.agent.shipping;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes as fast as it can be computed, and all that happens in it, on the one thread of the test: the same things in the
 * same order, whenever they are asked for.
 */
final class Simulation {

    /** Something that goes on by itself. */
    interface Loop {

        /** Goes on once around. */
        void step();

        /** When it wants to, in nanoseconds of simulated time; in the past if at once. */
        long dueAt();
    }

    /** Something that is to be done at a time. */
    record Task(long due, long number, Runnable action) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    private @Nullable Loop loop;
    private long now = 1;
    private long numbers;

    /** Simulated {@link System#nanoTime()}. */
    long now() {
        return now;
    }

    /** The loop that goes on while time passes; null if there is none. */
    void loop(@Nullable Loop next) {
        loop = next;
    }

    Task at(long due, Runnable action) {
        Task task = new Task(due, numbers++, action);
        tasks.add(task);
        return task;
    }

    void after(Duration delay, Runnable action) {
        at(now + delay.toNanos(), action);
    }

    void cancel(Task task) {
        tasks.remove(task);
    }

    boolean isWaiting(Task task) {
        return tasks.contains(task);
    }

    void runNow(Task task) {
        if (tasks.remove(task)) {
            task.action().run();
        }
    }

    /** Lets so much time pass. */
    void advance(Duration time) {
        long until = now + time.toNanos();
        while (happens(until)) {
            // One after the other.
        }
        now = until;
    }

    /** Lets so many things happen that are due by now. */
    void turns(int count) {
        for (int left = count; left > 0 && happens(now); left--) {
            // One after the other.
        }
    }

    /** Lets the next thing happen, except for the loop; time passes up to it, but not beyond this. */
    void sleep(long nanos) {
        Task next = tasks.peek();
        long until = now + nanos;
        if (next == null || next.due() > until) {
            now = until;
        } else {
            run(next);
        }
    }

    private boolean happens(long until) {
        Task next = tasks.peek();
        Loop going = loop;
        long loopAt = going == null ? Long.MAX_VALUE : Math.max(going.dueAt(), now);
        if (going != null && loopAt <= until && (next == null || loopAt <= next.due())) {
            now = loopAt;
            going.step();
            return true;
        }
        if (next == null || next.due() > until) {
            return false;
        }
        run(next);
        return true;
    }

    private void run(Task next) {
        now = Math.max(now, next.due());
        tasks.remove(next);
        next.action().run();
    }
}

package io.tailrace.suite.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** What is to be done later, by the same thread. */
final class Agenda {

    /** Something to be done. */
    interface Task {
        void run() throws IOException, InterruptedException;
    }

    private record Entry(long dueAt, long number, Task task) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::dueAt).thenComparingLong(Entry::number));
    private final LongSupplier nanoTime;
    private long number;

    Agenda(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void in(Duration time, Task task) {
        entries.add(new Entry(nanoTime.getAsLong() + time.toNanos(), number++, task));
    }

    /** Does what is due, in order. */
    void tick() throws IOException, InterruptedException {
        while (!entries.isEmpty() && entries.element().dueAt() <= nanoTime.getAsLong()) {
            entries.remove().task().run();
        }
    }

    /** Does everything now, in order. */
    void hasten() throws IOException, InterruptedException {
        while (!entries.isEmpty()) {
            entries.remove().task().run();
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}

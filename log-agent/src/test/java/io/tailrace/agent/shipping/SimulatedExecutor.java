package io.tailrace.agent.shipping;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stands for a thread: what it is given is done a while later in simulated time, one after the other. */
final class SimulatedExecutor extends AbstractExecutorService implements ScheduledExecutorService {

    private final Simulation simulation;
    private final long latencyNanos;
    private final List<Simulation.Task> waiting = new ArrayList<>();
    private long last;
    private boolean shut;

    /** @param latencyNanos how long each task takes */
    SimulatedExecutor(Simulation simulation, long latencyNanos) {
        this.simulation = simulation;
        this.latencyNanos = latencyNanos;
    }

    @Override
    public void execute(Runnable command) {
        last = Math.max(last, simulation.now() + latencyNanos);
        at(last, command);
    }

    private void at(long due, Runnable command) {
        if (!shut) {
            waiting.add(simulation.at(due, command));
        }
    }

    @Override
    public @Nullable ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        at(simulation.now() + unit.toNanos(delay), command);
        return null; // Nobody here waits for what was scheduled.
    }

    @Override
    public void shutdown() {
        shut = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shut = true;
        waiting.forEach(simulation::cancel);
        waiting.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shut;
    }

    @Override
    public boolean isTerminated() {
        return shut && waiting.stream().noneMatch(simulation::isWaiting);
    }

    /** Does what is left, without waiting for its time. */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        List.copyOf(waiting).forEach(simulation::runNow);
        waiting.clear();
        return true;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initial, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }
}

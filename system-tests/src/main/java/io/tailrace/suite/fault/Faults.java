package io.tailrace.suite.fault;

import io.tailrace.suite.process.Suite;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The faults of one run of a suite, carried out as planned by one thread; any other may close them. */
public final class Faults implements Closeable {

    private final Tally tally = new Tally();
    private final SuiteScene scene;
    private final Conductor conductor;
    private boolean closed;

    /**
     * Prepares to carry out a plan.
     *
     * @param suite running
     * @param lines by which its services reach its servers
     * @param timeline told of each fault and of its end
     */
    public Faults(Suite suite, Lines lines, List<Step> plan, Timeline timeline) {
        this.scene = new SuiteScene(suite, lines);
        this.conductor = new Conductor(plan, scene, timeline, tally, System::nanoTime);
    }

    /**
     * Does what is due. To be called many times a second.
     *
     * @throws IllegalStateException when a process has ended that nobody told to, with its last output
     */
    public synchronized void tick() throws IOException, InterruptedException {
        if (!closed) {
            conductor.tick();
        }
    }

    /** Whether the plan has been carried out; what the last steps have done may go on. */
    public synchronized boolean areOver() {
        return conductor.isOver();
    }

    /** Mends all lines, and has all processes run again; {@link #areHealed} says when that is so. */
    public synchronized void heal() throws IOException, InterruptedException {
        if (!closed) {
            conductor.heal();
        }
    }

    /** Whether nothing of what was done goes on. */
    public synchronized boolean areHealed() {
        return conductor.isHealed();
    }

    /** What has happened so far. For any thread. */
    public Tally.Counts counts() {
        return tally.counts();
    }

    /** Touches no process any more, and leaves none frozen: it could not be told to end. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        scene.close();
        try {
            conductor.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

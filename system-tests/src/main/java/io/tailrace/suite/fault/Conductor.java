package io.tailrace.suite.fault;

import io.tailrace.suite.fault.Fault.Freeze;
import io.tailrace.suite.fault.Fault.Kill;
import io.tailrace.suite.fault.Fault.OfLine;
import io.tailrace.suite.fault.Fault.OfProcess;
import io.tailrace.suite.fault.Fault.Restart;
import io.tailrace.suite.process.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a plan, one step after the other. A step does not wait for what the step before has done to be over, but it
 * waits for whom it is to hit to be there, and, where it is to hit bytes in flight, for such bytes. One thread uses it.
 */
final class Conductor {

    // Longer than any line is held and than a service takes to start. Whoever ships nothing then is hit all the same.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Deque<Step> steps;
    private final Scene scene;
    private final Timeline timeline;
    private final Tally tally;
    private final LongSupplier nanoTime;
    private final Agenda agenda;
    private final ProcessFaults processes;
    private final LineFaults lines;
    private @Nullable Step step;
    private long dueAt;

    Conductor(List<Step> plan, Scene scene, Timeline timeline, Tally tally, LongSupplier nanoTime) {
        this.steps = new ArrayDeque<>(plan);
        this.scene = scene;
        this.timeline = timeline;
        this.tally = tally;
        this.nanoTime = nanoTime;
        this.agenda = new Agenda(nanoTime);
        this.processes = new ProcessFaults(scene, agenda, timeline, nanoTime);
        this.lines = new LineFaults(scene, agenda, timeline);
    }

    /**
     * Does what is due. To be called many times a second.
     *
     * @throws IllegalStateException when a process has ended that nobody told to, with its last output
     */
    void tick() throws IOException, InterruptedException {
        agenda.tick();
        processes.tick();
        if (step == null && !steps.isEmpty()) {
            step = steps.remove();
            dueAt = nanoTime.getAsLong() + step.pause().toNanos();
        }
        if (step != null && nanoTime.getAsLong() >= dueAt && perform(step)) {
            step = null;
        }
    }

    /** Whether every step has been taken; what the last ones have done may go on. */
    boolean isOver() {
        return step == null && steps.isEmpty();
    }

    /** Mends all lines, and has all processes run again; {@link #isHealed} says when that is so. */
    void heal() throws IOException, InterruptedException {
        steps.clear();
        step = null;
        agenda.hasten();
    }

    /** Whether nothing of what was done goes on. */
    boolean isHealed() {
        return agenda.isEmpty() && processes.areOver();
    }

    /** Lets frozen processes go on, so that they can be told to end. */
    void release() throws IOException, InterruptedException {
        processes.thawAll();
    }

    /** Whether it could be done now. */
    private boolean perform(Step next) throws IOException, InterruptedException {
        if (next.fault() instanceof OfProcess fault) {
            return perform(fault, next.inFlight());
        } else if (next.fault() instanceof OfLine fault) {
            return perform(fault, next.inFlight());
        }
        return wipe(next);
    }

    private boolean perform(OfProcess fault, boolean inFlight) throws IOException, InterruptedException {
        Scene.Hit hit = scene.find(fault.target());
        Victim victim = hit.victim();
        boolean there = fault instanceof Kill ? processes.canBeKilled(victim) : processes.isUnharmed(victim);
        boolean flowing = scene.isFlowing(hit.target().part());
        if (!there || (inFlight && !flowing && !isTired())) {
            return false;
        }
        String pid = " (" + victim.name() + ", pid " + victim.pid() + ")";
        if (fault instanceof Kill kill) {
            Kill actual = new Kill(hit.target(), kill.down());
            announce(actual, pid, flowing);
            processes.kill(victim, actual);
        } else if (fault instanceof Restart restart) {
            Restart actual = new Restart(hit.target(), restart.down());
            announce(actual, pid, flowing);
            processes.restart(victim, actual);
        } else if (fault instanceof Freeze freeze) {
            Freeze actual = new Freeze(hit.target(), freeze.time());
            announce(actual, pid, flowing);
            processes.freeze(victim, actual);
        }
        return true;
    }

    private boolean perform(OfLine fault, boolean inFlight) {
        Part part = fault.client() == Service.AGENT ? Part.AGENT : Part.COLLECTOR;
        boolean flowing = scene.isFlowing(part);
        if (inFlight && !flowing && lines.isMended(fault.client()) && !isTired()) {
            return false;
        }
        announce(fault, "", flowing);
        lines.begin(fault);
        return true;
    }

    private boolean wipe(Step next) {
        boolean flowing = scene.isFlowing(Part.SERVER);
        if (!scene.servers().stream().allMatch(processes::isUnharmed) || (next.inFlight() && !flowing && !isTired())) {
            return false;
        }
        announce(next.fault(), "", flowing);
        processes.wipe();
        return true;
    }

    private boolean isTired() {
        return nanoTime.getAsLong() - dueAt > PATIENCE.toNanos();
    }

    private void announce(Fault fault, String whom, boolean flowing) {
        tally.add(fault, flowing);
        timeline.fault(fault + whom + (flowing ? ", bytes in flight" : ""));
    }
}

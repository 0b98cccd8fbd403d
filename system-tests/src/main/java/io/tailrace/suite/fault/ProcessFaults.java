package io.tailrace.suite.fault;

import io.tailrace.suite.fault.Fault.Freeze;
import io.tailrace.suite.fault.Fault.Kill;
import io.tailrace.suite.fault.Fault.Restart;
import io.tailrace.suite.process.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Kills, stops, freezes and wipes, and starts again what has ended. One thread uses it. */
final class ProcessFaults {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    private record Ending(long sinceNanos, Duration down) {}

    private final Scene scene;
    private final Agenda agenda;
    private final Timeline timeline;
    private final LongSupplier nanoTime;
    private final Set<Victim> down = new HashSet<>();
    private final Map<Victim, Ending> ending = new HashMap<>();
    private final Map<Victim, Long> frozen = new HashMap<>();
    private boolean wiping;

    ProcessFaults(Scene scene, Agenda agenda, Timeline timeline, LongSupplier nanoTime) {
        this.scene = scene;
        this.agenda = agenda;
        this.timeline = timeline;
        this.nanoTime = nanoTime;
    }

    /** Whether the process is there: one that is stopping can still be killed. */
    boolean canBeKilled(Victim victim) {
        return victim.isRunning() && !isWiped(victim);
    }

    /** Whether nothing has happened to the process that is not over. */
    boolean isUnharmed(Victim victim) {
        return canBeKilled(victim) && !ending.containsKey(victim) && !frozen.containsKey(victim);
    }

    private boolean isWiped(Victim victim) {
        return wiping && scene.servers().contains(victim);
    }

    void kill(Victim victim, Kill fault) throws InterruptedException {
        ending.remove(victim);
        frozen.remove(victim);
        victim.kill();
        startLater(victim, fault.down());
    }

    private void startLater(Victim victim, Duration time) {
        down.add(victim);
        agenda.in(time, () -> start(victim));
    }

    private void start(Victim victim) {
        down.remove(victim);
        victim.start();
        timeline.note("  " + victim.name() + " is started again (pid " + victim.pid() + ")");
    }

    void restart(Victim victim, Restart fault) {
        victim.requestStop();
        ending.put(victim, new Ending(nanoTime.getAsLong(), fault.down()));
    }

    void freeze(Victim victim, Freeze fault) throws IOException, InterruptedException {
        long pid = victim.pid();
        Signal.STOP.send(pid);
        frozen.put(victim, pid);
        agenda.in(fault.time(), () -> thaw(victim, pid));
    }

    /** The process may have been killed and started again meanwhile. */
    private void thaw(Victim victim, long pid) throws IOException, InterruptedException {
        if (frozen.remove(victim, pid)) {
            Signal.CONT.send(pid);
            timeline.note("  " + victim.name() + " goes on");
        }
    }

    /** Stops all servers; they come back without their stores. */
    void wipe() {
        wiping = true;
        for (Victim server : scene.servers()) {
            server.requestStop();
            ending.put(server, new Ending(nanoTime.getAsLong(), Duration.ZERO));
        }
    }

    /**
     * Sees to what has ended.
     *
     * @throws IllegalStateException when a process has ended that nobody told to
     */
    void tick() throws IOException, InterruptedException {
        for (Victim victim : scene.victims()) {
            Ending asked = ending.get(victim);
            if (!victim.isRunning() && asked != null) {
                ended(victim, asked);
            } else if (!victim.isRunning() && !down.contains(victim)) {
                throw new IllegalStateException(victim.name() + " ended by itself:\n" + victim.lastOutput());
            } else if (asked != null && nanoTime.getAsLong() - asked.sinceNanos() > STOP_PATIENCE.toNanos()) {
                timeline.fault(victim.name() + " has not ended " + STOP_PATIENCE.toSeconds()
                        + " s after SIGTERM and is killed");
                victim.kill();
            }
        }
        if (wiping && scene.servers().stream().noneMatch(ending::containsKey)) {
            wiping = false;
            scene.deleteStores();
            for (Victim server : scene.servers()) {
                start(server);
            }
        }
    }

    private void ended(Victim victim, Ending asked) {
        ending.remove(victim);
        if (isWiped(victim)) {
            down.add(victim);
        } else {
            startLater(victim, asked.down());
        }
    }

    /** Whether all processes run that are to run, and none is frozen. */
    boolean areOver() {
        return down.isEmpty() && ending.isEmpty() && frozen.isEmpty() && !wiping;
    }

    /** Lets all frozen processes go on, whatever becomes of them then. */
    void thawAll() throws IOException, InterruptedException {
        for (Map.Entry<Victim, Long> victim : List.copyOf(frozen.entrySet())) {
            thaw(victim.getKey(), victim.getValue());
        }
    }
}

package io.tailrace.suite.demo;

import io.tailrace.suite.process.Service;
import io.tailrace.suite.process.ServiceProcess;
import io.tailrace.suite.process.Suite;
import io.tailrace.suite.screen.Screen;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ends the agent, the collector and nats-server as {@code kill -9} does, one after the other, and starts each again. */
final class Kills {

    private interface Action {
        void run() throws InterruptedException;
    }

    private record Kill(Duration dueAt, Action action) {}

    private record Recovery(ServiceProcess process, long startNanos) {}

    private final Suite suite;
    private final Screen screen;
    private final Deque<Kill> pending = new ArrayDeque<>();
    private @Nullable Recovery recovery;

    private Kills(Suite suite, Screen screen) {
        this.suite = suite;
        this.screen = screen;
    }

    static Kills none(Suite suite, Screen screen) {
        return new Kills(suite, screen);
    }

    /** Spreads the kills over the time of writing. */
    static Kills during(Duration writing, Suite suite, Screen screen) {
        Kills kills = new Kills(suite, screen);
        Duration tenth = writing.dividedBy(10);
        kills.pending.add(new Kill(tenth.multipliedBy(2), () -> kills.kill(Service.AGENT)));
        kills.pending.add(new Kill(tenth.multipliedBy(5), () -> kills.kill(Service.COLLECTOR)));
        kills.pending.add(new Kill(tenth.multipliedBy(8), kills::killNatsServer));
        return kills;
    }

    /** Does what is due. One part at a time: the next is killed when the last one is back. */
    void tick(Duration elapsed) throws InterruptedException {
        if (recovery != null && recovery.process().actuator().isReady()) {
            double seconds = (System.nanoTime() - recovery.startNanos()) / 1e9;
            screen.event(String.format(
                    Locale.ROOT, "  %s is back after %.1f s", recovery.process().service(), seconds));
            recovery = null;
        }
        Kill next = pending.peek();
        if (recovery == null && next != null && elapsed.compareTo(next.dueAt()) >= 0) {
            pending.remove();
            next.action().run();
        }
    }

    boolean areOver() {
        return pending.isEmpty() && recovery == null;
    }

    private void kill(Service service) throws InterruptedException {
        ServiceProcess process = suite.service(service);
        screen.event("kill -9 " + process.pid() + " (" + service + "), then start it again");
        process.kill();
        process.start();
        recovery = new Recovery(process, System.nanoTime());
    }

    private void killNatsServer() {
        screen.event("kill -9 " + suite.nats().pid() + " (nats-server), then start it again");
        suite.nats().kill();
        suite.nats().restart();
    }
}

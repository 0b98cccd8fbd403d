package io.tailrace.agent.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.checkpoint.CheckpointException;
import io.tailrace.agent.checkpoint.SealedSource;
import io.tailrace.agent.checkpoint.StateStorage;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.publish.Link;
import io.tailrace.agent.publish.LinkException;
import io.tailrace.agent.publish.Resumption;
import io.tailrace.agent.source.Holding;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.DiskStorage;
import io.tailrace.agent.testing.Inputs;
import io.tailrace.testing.disk.CalledMethods;
import io.tailrace.testing.disk.Death;
import io.tailrace.testing.disk.Fault;
import io.tailrace.testing.disk.FaultPoint;
import io.tailrace.testing.disk.ForgetfulDisk;
import io.tailrace.testing.disk.Survival;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One life of an agent on a disk with a fault: it starts, ships, is killed with a message on its way, resumes, sees a file
 * rotated and deleted, and is started anew. Whenever it dies it is started on what the disk still has; when the disk
 * refuses, it has to go on, and to say so.
 */
final class FaultCase {

    private static final Path STATE = Path.of("/lib/state");
    private static final String CHECKPOINT = "lib/state/checkpoint.json";
    private static final long SOON = Duration.ofSeconds(30).toNanos();
    private static final AgentStations.Settings SETTINGS =
            new AgentStations.Settings(1_000, 16, 10_000, Duration.ofMillis(1), Holding.DEFAULT);

    private final FaultPoint point;
    private final CalledMethods calls;
    private final Path log;
    private final Path rotated;
    private final List<Input> inputs;
    private final FakeStream stream;
    private ForgetfulDisk disk = new ForgetfulDisk();
    private Health health = new Health();
    private @Nullable AgentRun agent;

    /** What the agent says of itself, and that it lives: a dead one makes no connections. */
    private static final class Health implements ShippingEvents {

        private volatile boolean checkpointFails;
        private volatile boolean resumed;
        private volatile boolean dead;

        @Override
        public void resumed(Resumption resumption) {
            resumed = true;
        }

        @Override
        public void checkpointed() {
            checkpointFails = false;
        }

        @Override
        public void checkpointFailed(IOException why) {
            checkpointFails = true;
        }
    }

    FaultCase(FaultPoint point, CalledMethods calls, Path logs) throws IOException {
        this.point = point;
        this.calls = calls;
        this.log = Files.createDirectories(logs).resolve("a.log");
        this.rotated = logs.resolve("a.log.1");
        this.inputs = List.of(Inputs.of("test", log));
        this.stream = new FakeStream(this::checkpoint, Runnable::run);
        disk.fate(point);
    }

    /** What a power failure at this moment would leave of it. */
    private String checkpoint() throws IOException {
        Survival asked = point.fault().isDeath() ? Survival.ONLY_DURABLE : Survival.EVERYTHING;
        return new String(disk.crash(asked).read(CHECKPOINT), StandardCharsets.UTF_8);
    }

    void run() throws Exception {
        try {
            live();
        } finally {
            AgentRun running = agent;
            if (running != null) {
                running.stop();
            }
        }
    }

    private void live() throws Exception {
        String first = "the first line of the first file\n";
        append(first);
        start();
        settled(first);
        first += append("a second line, which comes while the agent runs\n");
        settled(first);

        stream.hold(true);
        first += append("a line that is on its way when the agent dies\n");
        until("a message on its way", stream::isHolding);
        die(Survival.EVERYTHING);
        stream.hold(false);
        first += append("a line that its successor finds besides\n");
        start();
        until("the answer of the stream", () -> health.resumed);
        stream.arriveLate();
        settled(first);

        Files.move(log, rotated);
        String second = append("the first line of the second file\n");
        look();
        settled(first, second);
        until("the seal of the first file", () -> hasSealed(1));
        Files.delete(rotated);
        look();
        untilRemembered("the first file being forgotten", () -> sealed().size() == 1);
        settled(first, second);

        stop();
        second += append("a line that comes while no agent runs\n");
        start();
        settled(first, second);
        stop();
        check(first, second);
    }

    private String append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        AgentRun running = agent;
        if (running != null) {
            running.modified(log);
        }
        return text;
    }

    private void look() {
        AgentRun running = agent;
        if (running != null) {
            running.look();
        }
    }

    /** On a disk that refuses it does not start, and says why; then it is mended and started again. */
    private void start() throws Exception {
        while (agent == null) {
            Health mine = new Health();
            health = mine;
            StateStorage storage = calls.watch(StateStorage.class, new DiskStorage(disk), disk);
            Link.Opener links = (past, outcomes) -> {
                if (mine.dead) {
                    throw new LinkException("dead");
                }
                return stream.open(past, outcomes);
            };
            try {
                agent = new AgentRun(storage, STATE, inputs, SETTINGS, links, mine);
            } catch (Death e) {
                leave(point.survival());
            } catch (CheckpointException e) {
                assertThat(e).hasMessageStartingWith(STATE + " can't be written to (");
                assertThat(point.fault().isDeath()).isFalse();
                point.mend();
            }
        }
    }

    private void stop() throws Exception {
        AgentRun running = agent;
        if (running != null) {
            running.stop();
            agent = null;
        }
        if (disk.isDead()) {
            leave(point.survival());
        }
    }

    private void die(Survival survival) throws Exception {
        health.dead = true;
        stream.breakLink();
        disk.kill();
        AgentRun dead = agent;
        if (dead != null) {
            dead.stop();
            agent = null;
        }
        leave(survival);
    }

    /** What is there for the next one. */
    private void leave(Survival survival) {
        disk = disk.crash(survival);
        if (!survival.everything()) {
            stream.loseWhatIsOnItsWay(); // A host without power sends nothing.
        }
    }

    /** All of the files is in the stream, and the checkpoint says so. */
    private void settled(String... files) throws Exception {
        until("all in the stream", () -> Arrays.stream(files).allMatch(this::hasArrived));
        String last = files[files.length - 1];
        untilRemembered("a checkpoint of it", () -> {
            AgentRun running = agent;
            return !health.checkpointFails
                    && running != null
                    && running.remembered().stream()
                            .anyMatch(entry -> entry.ending() == null && entry.acked() == last.length());
        });
    }

    private boolean hasArrived(String content) {
        return stream.contents().stream()
                .anyMatch(bytes -> Arrays.equals(bytes, content.getBytes(StandardCharsets.UTF_8)));
    }

    private boolean hasSealed(int count) throws Exception {
        AgentRun running = agent;
        return running != null
                && running.ask(view -> view.sources().stream()
                                .filter(source -> source.seal() == Source.Seal.ACKED)
                                .count())
                        == count;
    }

    private List<SealedSource> sealed() {
        AgentRun running = agent;
        return running == null ? List.of() : running.sealed();
    }

    /** Waits for what needs a disk that works: one that refuses is mended as soon as the agent says so. */
    private void untilRemembered(String what, Callable<Boolean> condition) throws Exception {
        until(what, () -> {
            if (point.fault() == Fault.READ_ONLY && health.checkpointFails) {
                point.mend();
            }
            return condition.call();
        });
    }

    /** Waits; an agent that dies meanwhile is started again. */
    private void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + SOON;
        while (true) {
            if (disk.isDead()) {
                die(point.survival());
                start();
            }
            if (condition.call()) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(what + " is waited for in vain");
            }
            AgentRun running = agent;
            if (running != null && !disk.isDead()) {
                running.ask(view -> view); // It is woken by that.
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void check(String... files) throws Exception {
        assertThat(stream.violations().stream()
                        .filter(violation -> point.fault().isDeath()
                                || !(violation.contains("was sent before the checkpoint knew it")
                                        || violation.contains("was sent without a checkpoint"))))
                .isEmpty();
        assertThat(stream.contents().stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .as("each file once")
                .containsExactlyInAnyOrder(files);
        assertThat(stream.mirrors()).allMatch(mirror -> !mirror.hasHoles() && mirror.repeated() == 0);
    }
}

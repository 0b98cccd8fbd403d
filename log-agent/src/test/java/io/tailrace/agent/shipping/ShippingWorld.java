package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.CheckpointException;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.agent.source.Holding;
import io.tailrace.agent.testing.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Files, an agent or none, and a stream, in simulated time. */
final class ShippingWorld {

    // Links that fail again and again are replaced every 5 s only, silent ones given up after 10 s.
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration LONGEST_STEP = Duration.ofMillis(250);

    final Simulation simulation = new Simulation();
    final Disk disk;
    final FakeStream stream;
    final boolean globFindsRenamed;
    private final Path state;
    private final Random random;
    private final long latencyNanos;
    private final List<Input> inputs;
    private final AgentStations.Settings settings;
    private boolean damaged;
    private @Nullable SimulatedAgent agent;

    /**
     * @param directories empty ones
     * @param setup decides about all settings
     */
    ShippingWorld(CaseDirectories directories, int setup) {
        this.random = new Random(setup);
        this.state = directories.state();
        Path logs = directories.files();
        this.disk = new Disk(logs, directories.spare());
        this.latencyNanos = random.nextInt(4) * Duration.ofMillis(1).toNanos() / 2;
        Duration late = Duration.ofNanos(1 + random.nextInt(5_000_000));
        this.stream = new FakeStream(() -> Files.readString(checkpoint()), task -> simulation.after(late, task));
        this.globFindsRenamed = random.nextBoolean();
        this.inputs = List.of(Inputs.inLinesOf(
                Inputs.of("test", StartAt.BEGINNING, logs + (globFindsRenamed ? "/*.log*" : "/*.log")),
                random.nextInt(3)));
        this.settings = new AgentStations.Settings(
                64 + random.nextInt(400),
                1 + random.nextInt(16),
                64 + random.nextInt(4_000),
                Duration.ofMillis(random.nextInt(20)),
                new Holding(Duration.ofMillis(200), Duration.ofSeconds(2)));
    }

    private Path checkpoint() {
        return state.resolve("checkpoint.json");
    }

    /** For who has to find out why something failed. */
    String settings() {
        return "renamed files %s, other threads take %d ns, %s, %s"
                .formatted(globFindsRenamed ? "match" : "don't match", latencyNanos, settings, inputs);
    }

    @Nullable SimulatedAgent agent() {
        return agent;
    }

    /** Where it keeps its state. */
    Path state() {
        return state;
    }

    /** Whether an input matches a name in the files' directory. */
    boolean matches(String name) {
        return globFindsRenamed || name.endsWith(".log");
    }

    /**
     * Starts the agent. It refuses to while its checkpoint is damaged.
     *
     * @return whether it was started
     */
    boolean start() {
        try {
            agent = new SimulatedAgent(
                    simulation, state, inputs, settings, new Random(random.nextLong()), latencyNanos, stream);
        } catch (CheckpointException e) {
            if (damaged) {
                return false;
            }
            throw e;
        }
        if (damaged) {
            throw new AssertionError("the agent starts over a damaged checkpoint");
        }
        return true;
    }

    void stop() throws IOException, InterruptedException {
        SimulatedAgent running = agent;
        agent = null;
        if (running != null) {
            running.stop();
        }
    }

    void kill() throws IOException {
        SimulatedAgent running = agent;
        agent = null;
        if (running != null) {
            stream.breakLink();
            running.kill();
        }
    }

    /** Whether the checkpoint was damaged, and is still there. */
    boolean isDamaged() {
        return damaged;
    }

    /** While no agent runs. */
    void damageCheckpoint(Random how) throws IOException {
        if (!Files.exists(checkpoint())) {
            return;
        }
        byte[] bytes = Files.readAllBytes(checkpoint());
        if (how.nextBoolean()) {
            bytes[how.nextInt(bytes.length)] ^= (byte) (1 << how.nextInt(8));
        } else {
            bytes = Arrays.copyOf(bytes, how.nextInt(bytes.length));
        }
        Files.write(checkpoint(), bytes);
        damaged = true;
    }

    /**
     * While no agent runs.
     *
     * @param everything whether all goes that the agent keeps, or the checkpoint only
     */
    void loseCheckpoint(boolean everything) throws IOException {
        damaged = false;
        Files.deleteIfExists(checkpoint());
        if (everything) {
            Files.deleteIfExists(state.resolve("sealed.json"));
            Files.deleteIfExists(state.resolve("flights"));
        }
    }

    /** Looks again and again until it is so; the broker is there for it. */
    void awaitUntil(String what, BooleanSupplier condition) {
        SimulatedAgent running = agent;
        stream.away(false);
        long until = simulation.now() + SOON.toNanos();
        Duration step = Duration.ofMillis(1);
        while (!condition.getAsBoolean()) {
            if (simulation.now() > until) {
                throw new AssertionError(what + " does not come");
            }
            if (running != null) {
                running.look();
            }
            simulation.advance(step);
            step = step.compareTo(LONGEST_STEP) < 0 ? step.multipliedBy(2) : step;
        }
    }
}

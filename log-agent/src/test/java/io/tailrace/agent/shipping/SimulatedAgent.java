package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.NioStateStorage;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Looks;
import io.tailrace.agent.publish.Link;
import io.tailrace.agent.shipping.AgentStations.Settings;
import io.tailrace.agent.shipping.AgentStations.Surroundings;
import io.tailrace.agent.source.Source;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The agent's stations from a start to a stop, on the test's own thread and in simulated time. */
final class SimulatedAgent implements Simulation.Loop {

    private static final Instant EPOCH = Instant.parse("2026-11-23T07:01:02Z");

    private final Simulation simulation;
    private final List<Input> inputs;
    private final Mailbox mailbox = new Mailbox(this::sleep);
    private final SimulatedExecutor checkpointing;
    private final AgentStations stations;
    private boolean stopping;
    private long dueAt;

    /**
     * Starts, and looks at the files.
     *
     * @param latencyNanos of each thread beside the shipping thread
     */
    SimulatedAgent(
            Simulation simulation,
            Path state,
            List<Input> inputs,
            Settings settings,
            Random random,
            long latencyNanos,
            Link.Opener links) {
        this.simulation = simulation;
        this.inputs = inputs;
        this.checkpointing = new SimulatedExecutor(simulation, latencyNanos);
        InstantSource time = () -> EPOCH.plusNanos(simulation.now());
        Surroundings around = new Surroundings(
                mailbox,
                time.withZone(ZoneOffset.UTC),
                simulation::now,
                random,
                checkpointing,
                new SimulatedExecutor(simulation, latencyNanos),
                new SimulatedExecutor(simulation, 2 * latencyNanos),
                new SimulatedExecutor(simulation, latencyNanos));
        this.stations = new AgentStations(
                new NioStateStorage(), state, inputs, settings, around, links, new ShippingEvents() {});
        simulation.loop(this);
        look();
    }

    @Override
    public void step() {
        dueAt = simulation.now();
        stations.shipper().step();
    }

    @Override
    public long dueAt() {
        return mailbox.isEmpty() ? dueAt : simulation.now();
    }

    private void sleep(long nanos) {
        if (stopping) {
            simulation.sleep(nanos);
        } else {
            dueAt = simulation.now() + nanos;
        }
    }

    /** One look at everything, taken in when the agent comes to it. */
    void look() {
        stations.shipper().scanned(Looks.at(inputs));
    }

    /** What a watch would tell. */
    void modified(Path path) {
        stations.shipper().modified(path);
    }

    ShippingView view() {
        return stations.view();
    }

    /** The source of a file that is open, null if there is none. */
    @Nullable Source of(FileKey key) {
        return view().sources().stream()
                .filter(source -> source.hasFile() && source.key().equals(key))
                .findAny()
                .orElse(null);
    }

    /** The id of the source of a file that is open, null if there is none. */
    @Nullable SourceId idOf(FileKey key) {
        Source source = of(key);
        return source == null ? null : source.origin().source();
    }

    /** Whether a file is open of which no source was made yet. */
    boolean holdsBack(FileKey key) {
        return view().held().stream().anyMatch(held -> held.sighting().key().equals(key));
    }

    /** Stops in good order. */
    void stop() throws IOException, InterruptedException {
        stopping = true;
        stations.shipper().settle();
        end();
    }

    /** Dies: what was not done is not done any more. */
    void kill() throws IOException {
        checkpointing.shutdownNow();
        end();
    }

    private void end() throws IOException {
        stations.shipper().end();
        stations.search().close();
        stations.state().close();
        simulation.loop(null);
    }
}

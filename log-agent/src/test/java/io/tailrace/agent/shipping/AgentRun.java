package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.NioStateStorage;
import io.tailrace.agent.checkpoint.SealedList;
import io.tailrace.agent.checkpoint.SealedSource;
import io.tailrace.agent.checkpoint.StateStorage;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Looks;
import io.tailrace.agent.publish.Link;
import io.tailrace.agent.shipping.AgentStations.Settings;
import io.tailrace.agent.shipping.AgentStations.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The agent's stations from a start to a stop; the test says when it looks at the files. */
final class AgentRun {

    private final List<Input> inputs;
    private final AgentStations stations;

    AgentRun(Path directory, List<Input> inputs, Settings settings, Link.Opener links, ShippingEvents events) {
        this(new NioStateStorage(), directory, inputs, settings, links, events);
    }

    AgentRun(
            StateStorage storage,
            Path directory,
            List<Input> inputs,
            Settings settings,
            Link.Opener links,
            ShippingEvents events) {
        this.inputs = inputs;
        this.stations = new AgentStations(storage, directory, inputs, settings, Surroundings.real(), links, events);
        stations.shipper().start();
        look();
    }

    /** One look at everything. */
    void look() {
        stations.shipper().scanned(Looks.at(inputs));
    }

    /** What a watch would tell. */
    void modified(Path path) {
        stations.shipper().modified(path);
    }

    <T> T ask(Function<ShippingView, T> question) throws Exception {
        return stations.shipper().ask(question).get(10, TimeUnit.SECONDS);
    }

    /** Sources that were sealed and forgotten, as the next agent would know. */
    List<SealedSource> sealed() {
        return stations.state().sealedFile().read().orElse(SealedList.EMPTY).sources();
    }

    /** What the next agent would know. */
    List<CheckpointEntry> remembered() {
        return stations.state().checkpointFile().read().map(Checkpoint::entries).orElse(List.of());
    }

    void stop() throws Exception {
        stations.shipper().stop();
        stations.search().close();
        stations.state().close();
    }
}

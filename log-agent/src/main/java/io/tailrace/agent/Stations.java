package io.tailrace.agent;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointException;
import io.tailrace.agent.checkpoint.Checkpointer;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.checkpoint.StateDirectory;
import io.tailrace.agent.copies.CopySearch;
import io.tailrace.agent.discovery.Discovery;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.framing.SourceReader;
import io.tailrace.agent.publish.Link;
import io.tailrace.agent.publish.Outbox;
import io.tailrace.agent.publish.StreamPast;
import io.tailrace.agent.shipping.Mailbox;
import io.tailrace.agent.shipping.Move;
import io.tailrace.agent.shipping.Shipper;
import io.tailrace.agent.shipping.ShipperSettings;
import io.tailrace.agent.shipping.ShippingEvents;
import io.tailrace.agent.source.Generations;
import io.tailrace.agent.source.Holding;
import io.tailrace.agent.source.Remembered;
import io.tailrace.agent.source.Sources;
import io.tailrace.protocol.SourceId;
import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's stations on one subject, from where they are put together to where they are stopped. */
final class Stations {

    private static final Logger log = LoggerFactory.getLogger(Stations.class);

    private final CopySearch search;
    private final Shipper shipper;
    private final Discovery discovery;

    /** What all stations have in common. */
    record Surroundings(
            AgentProperties properties,
            List<Input> inputs,
            StateDirectory state,
            SealedSources sealed,
            Clock clock,
            SecureRandom random,
            ShippingEvents events) {

        Supplier<SourceId> ids() {
            return () -> SourceId.mint(clock, random);
        }
    }

    /**
     * Puts them together.
     *
     * @param settings what is shipped as, among others
     * @param checkpoint what was known before
     * @param move where these only settle; null where they ship
     * @throws CheckpointException when the state directory can't be used
     */
    Stations(
            Surroundings surroundings,
            ShipperSettings settings,
            Link.Opener links,
            Checkpoint checkpoint,
            @Nullable Move move) {
        AgentProperties properties = surroundings.properties();
        StateDirectory state = surroundings.state();
        ShippingEvents events = surroundings.events();
        List<Flight> flights = state.flightsLeft(checkpoint);
        Mailbox mailbox = new Mailbox();
        Sources sources = new Sources();
        search = CopySearch.on(mailbox, SourceReader.reach(settings.maxMessageSize()));
        Generations generations = new Generations(
                sources,
                surroundings.inputs(),
                new Remembered(checkpoint, flights, surroundings.sealed()),
                surroundings.ids(),
                search,
                Holding.DEFAULT,
                System::nanoTime,
                events);
        Outbox outbox = new Outbox(
                properties.window().maxMessages(),
                properties.window().maxSize().toBytes(),
                links,
                mailbox,
                surroundings.random(),
                events,
                state.recordFlights(properties.window().maxMessages(), flights),
                new StreamPast(
                        checkpoint.floor(),
                        checkpoint.highest(),
                        !checkpoint.entries().isEmpty(),
                        checkpoint.instance()));
        shipper = new Shipper(
                settings,
                mailbox,
                sources,
                generations,
                surroundings.sealed(),
                outbox,
                new Checkpointer(state.checkpointFile(), state.sealedFile()),
                surroundings.clock(),
                events,
                move);
        discovery = new Discovery(surroundings.inputs(), properties.rescanInterval(), shipper);
    }

    /** From the last to the first. */
    void start() {
        shipper.start();
        discovery.start();
    }

    Shipper shipper() {
        return shipper;
    }

    /** From the first to the last; waits for what is on its way. */
    void stop() throws InterruptedException {
        close("discovery", discovery::close);
        shipper.stop();
        search.close();
    }

    /** Ends what does not end with the shipping thread. */
    void left() {
        close("discovery", discovery::close);
        search.close();
    }

    /** What can't be closed in good order keeps nothing else from being stopped. */
    static void close(String what, Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            log.warn("the {} could not be closed: {}", what, e.toString());
        }
    }
}

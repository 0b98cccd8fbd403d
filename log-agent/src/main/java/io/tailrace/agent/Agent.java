package io.tailrace.agent;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointException;
import io.tailrace.agent.checkpoint.CheckpointFile;
import io.tailrace.agent.checkpoint.Checkpointer;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.checkpoint.SealedFile;
import io.tailrace.agent.checkpoint.SealedList;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.checkpoint.StateDirectory;
import io.tailrace.agent.content.Compression;
import io.tailrace.agent.copies.CopySearch;
import io.tailrace.agent.discovery.Discovery;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.framing.SourceReader;
import io.tailrace.agent.publish.Link;
import io.tailrace.agent.publish.Outbox;
import io.tailrace.agent.publish.StreamPast;
import io.tailrace.agent.shipping.Mailbox;
import io.tailrace.agent.shipping.Shipper;
import io.tailrace.agent.shipping.ShipperSettings;
import io.tailrace.agent.shipping.ShippingEvents;
import io.tailrace.agent.shipping.ShippingView;
import io.tailrace.agent.source.Generations;
import io.tailrace.agent.source.Holding;
import io.tailrace.agent.source.Remembered;
import io.tailrace.agent.source.Sources;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.protocol.SourceId;
import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Puts the stations together, starts them from the last to the first, and stops them from the first to the last. */
public class Agent implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Agent.class);

    private final AgentProperties properties;
    private final List<Input> inputs;
    private final ShipperSettings settings;
    private final Link.Opener links;
    private final ShippingEvents events;

    private @Nullable StateDirectory state;
    private @Nullable Discovery discovery;
    private @Nullable CopySearch search;
    private volatile @Nullable Shipper shipper;

    Agent(
            AgentProperties properties,
            List<Input> inputs,
            ShipperSettings settings,
            Link.Opener links,
            ShippingEvents events) {
        this.properties = properties;
        this.inputs = inputs;
        this.settings = settings;
        this.links = links;
        this.events = events;
    }

    /** Takes the state directory, reads the checkpoint, and begins to look for files and for NATS. */
    @Override
    public void start() {
        StateDirectory directory;
        CheckpointFile file;
        SealedFile sealedFile;
        Checkpoint checkpoint;
        SealedList before;
        List<Flight> flights;
        try {
            directory = StateDirectory.open(properties.stateDirectory());
            state = directory;
            file = directory.checkpointFile();
            checkpoint = file.read().orElse(Checkpoint.nothing(settings.identity()));
            flights = directory.flightsLeft(checkpoint);
            sealedFile = directory.sealedFile();
            before = sealedFile.read().orElse(SealedList.EMPTY);
        } catch (CheckpointException e) {
            throw unusable("can't be used: " + e.getMessage());
        }
        requireSameIdentity(checkpoint);

        Mailbox mailbox = new Mailbox();
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        Sources sources = new Sources();
        SealedSources sealed = new SealedSources(before, clock);
        Compression.unpackInto(properties.stateDirectory());
        CopySearch finding = CopySearch.on(mailbox, SourceReader.reach(settings.maxMessageSize()));
        search = finding;
        Generations generations = new Generations(
                sources,
                inputs,
                new Remembered(checkpoint, flights, sealed),
                () -> SourceId.mint(clock, random),
                finding,
                Holding.DEFAULT,
                System::nanoTime,
                events);
        Outbox outbox = new Outbox(
                properties.window().maxMessages(),
                properties.window().maxSize().toBytes(),
                links,
                mailbox,
                random,
                events,
                directory.recordFlights(properties.window().maxMessages(), flights),
                new StreamPast(
                        checkpoint.floor(),
                        checkpoint.highest(),
                        !checkpoint.entries().isEmpty(),
                        checkpoint.instance()));
        Shipper loop = new Shipper(
                settings,
                mailbox,
                sources,
                generations,
                sealed,
                outbox,
                new Checkpointer(file, sealedFile),
                clock,
                events);
        Discovery finder = new Discovery(inputs, properties.rescanInterval(), loop);
        shipper = loop;
        discovery = finder;
        loop.start();
        finder.start();
    }

    /** Other sources than the checkpoint's would be on another subject; they can't be told apart from there. */
    private void requireSameIdentity(Checkpoint checkpoint) {
        if (!checkpoint.identity().equals(settings.identity())) {
            throw unusable("holds the checkpoint of " + checkpoint.identity() + ", and this agent is "
                    + settings.identity() + ". Set host, subject-prefix and partitions back, or give it a new state"
                    + " directory: it then ships every matched file again from its start-at");
        }
    }

    private InvalidConfigurationException unusable(String problem) {
        return new InvalidConfigurationException(
                "tailrace.agent.state-directory", properties.stateDirectory(), problem);
    }

    /** Answers a question about the agent's state; null while it is not running. */
    public <T> @Nullable CompletableFuture<T> ask(Function<ShippingView, T> question) {
        Shipper loop = shipper;
        return loop == null ? null : loop.ask(question);
    }

    @Override
    public void stop() {
        try {
            Shipper loop = shipper;
            if (discovery != null) {
                close("discovery", discovery::close);
            }
            if (loop != null) {
                loop.stop();
            }
            if (search != null) {
                search.close();
            }
            if (state != null) {
                close("state directory", state::close);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            shipper = null;
        }
    }

    /** What can't be closed in good order keeps nothing else from being stopped. */
    private static void close(String what, Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            log.warn("the {} could not be closed: {}", what, e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return shipper != null;
    }
}

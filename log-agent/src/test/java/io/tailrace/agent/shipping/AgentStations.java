package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointException;
import io.tailrace.agent.checkpoint.CheckpointFile;
import io.tailrace.agent.checkpoint.Checkpointer;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.checkpoint.SealedList;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.checkpoint.StateDirectory;
import io.tailrace.agent.checkpoint.StateStorage;
import io.tailrace.agent.copies.CopySearch;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.framing.SourceReader;
import io.tailrace.agent.publish.Link;
import io.tailrace.agent.publish.Outbox;
import io.tailrace.agent.publish.StreamPast;
import io.tailrace.agent.source.Generations;
import io.tailrace.agent.source.Holding;
import io.tailrace.agent.source.Remembered;
import io.tailrace.agent.source.Sources;
import io.tailrace.agent.testing.Followed;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/** The agent's stations, put together as the agent does, in surroundings of a test's choice. */
final class AgentStations {

    /**
     * What differs from case to case.
     *
     * @param maxMessageSize payload bytes
     * @param windowMessages messages in flight
     * @param windowBytes bytes in flight
     * @param sealAfterQuiet how long until a renamed file has ended
     * @param holding how long what may be a copy is held back
     */
    record Settings(
            int maxMessageSize, int windowMessages, int windowBytes, Duration sealAfterQuiet, Holding holding) {}

    /** Time, chance, and where things are done that would hold up the shipping. */
    record Surroundings(
            Mailbox mailbox,
            Clock clock,
            LongSupplier nanoTime,
            Random random,
            ExecutorService checkpointing,
            ExecutorService searching,
            ExecutorService decompressing,
            ScheduledExecutorService linking) {

        /** As they are outside of tests. */
        static Surroundings real() {
            return new Surroundings(
                    new Mailbox(),
                    Clock.systemUTC(),
                    System::nanoTime,
                    new Random(),
                    Executors.newSingleThreadExecutor(),
                    Executors.newSingleThreadExecutor(),
                    Executors.newSingleThreadExecutor(),
                    Executors.newSingleThreadScheduledExecutor());
        }
    }

    private final StateDirectory state;
    private final Sources sources = new Sources();
    private final SealedSources sealed;
    private final CopySearch search;
    private final Generations generations;
    private final Outbox outbox;
    private final Shipper shipper;

    AgentStations(
            StateStorage storage,
            Path directory,
            List<Input> inputs,
            Settings settings,
            Surroundings around,
            Link.Opener links,
            ShippingEvents events) {
        state = StateDirectory.open(storage, directory);
        CheckpointFile file = state.checkpointFile();
        Checkpoint known = read(file);
        List<Flight> flights = state.flightsLeft(known);
        sealed = new SealedSources(state.sealedFile().read().orElse(SealedList.EMPTY), around.clock());
        search = CopySearch.on(
                around.searching(),
                around.decompressing(),
                around.mailbox(),
                SourceReader.reach(settings.maxMessageSize()));
        generations = new Generations(
                sources,
                inputs,
                new Remembered(known, flights, sealed),
                () -> SourceId.mint(around.clock(), around.random()),
                search,
                settings.holding(),
                around.nanoTime(),
                events);
        outbox = new Outbox(
                settings.windowMessages(),
                settings.windowBytes(),
                links,
                around.mailbox(),
                around.random(),
                events,
                state.recordFlights(settings.windowMessages(), flights),
                new StreamPast(known.floor(), known.highest(), !known.entries().isEmpty(), known.instance()),
                around.nanoTime(),
                around.linking());
        shipper = new Shipper(
                new ShipperSettings(
                        Followed.IDENTITY,
                        new UUID(around.random().nextLong(), around.random().nextLong()).toString(),
                        settings.maxMessageSize(),
                        Duration.ofMillis(3),
                        settings.sealAfterQuiet(),
                        new PinnedLimits(Long.MAX_VALUE, Duration.ofDays(1), 0),
                        Duration.ofSeconds(10)),
                around.mailbox(),
                sources,
                generations,
                sealed,
                outbox,
                new Checkpointer(file, state.sealedFile(), around.checkpointing()),
                around.clock(),
                around.nanoTime(),
                events,
                null);
    }

    private Checkpoint read(CheckpointFile file) {
        try {
            return file.read().orElse(Followed.NOTHING);
        } catch (CheckpointException e) {
            closeState();
            throw e;
        }
    }

    private void closeState() {
        try {
            state.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StateDirectory state() {
        return state;
    }

    Shipper shipper() {
        return shipper;
    }

    CopySearch search() {
        return search;
    }

    /** The state at this moment, for who is on the shipping thread. */
    ShippingView view() {
        return new ShippingView(
                sources.all(), generations.held(), generations.copies().all(), sealed, 0, outbox);
    }
}

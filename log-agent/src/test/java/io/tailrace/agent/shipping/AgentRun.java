package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.CheckpointFile;
import io.tailrace.agent.checkpoint.Checkpointer;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.checkpoint.FlightRecorder;
import io.tailrace.agent.checkpoint.NioStateStorage;
import io.tailrace.agent.checkpoint.SealedList;
import io.tailrace.agent.checkpoint.SealedSource;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.checkpoint.StateDirectory;
import io.tailrace.agent.checkpoint.StateStorage;
import io.tailrace.agent.copies.CopySearch;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Looks;
import io.tailrace.agent.framing.SourceReader;
import io.tailrace.agent.publish.Link;
import io.tailrace.agent.publish.Outbox;
import io.tailrace.agent.publish.StreamPast;
import io.tailrace.agent.source.Generations;
import io.tailrace.agent.source.Holding;
import io.tailrace.agent.source.Remembered;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.source.Sources;
import io.tailrace.agent.testing.Followed;
import io.tailrace.protocol.SourceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The agent's stations from a start to a stop; the test says when it looks at the files. */
final class AgentRun {

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

    private final StateDirectory state;
    private final Path checkpoint;
    private final List<Input> inputs;
    private final Shipper shipper;
    private final CopySearch search;

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
        this.state = StateDirectory.open(storage, directory);
        this.checkpoint = directory.resolve("checkpoint.json");
        this.inputs = inputs;
        CheckpointFile file = state.checkpointFile();
        Checkpoint known = file.read().orElse(Followed.NOTHING);
        List<Flight> flights = state.flightsLeft(known);
        FlightRecorder recorder = state.recordFlights(settings.windowMessages(), flights);
        Mailbox mailbox = new Mailbox();
        Sources sources = new Sources();
        SealedSources sealed = new SealedSources(state.sealedFile().read().orElse(SealedList.EMPTY), Clock.systemUTC());
        this.search = CopySearch.on(mailbox, SourceReader.reach(settings.maxMessageSize()));
        Generations generations = new Generations(
                sources,
                inputs,
                new Remembered(known, flights, sealed),
                Followed.ids(),
                search,
                settings.holding(),
                System::nanoTime,
                events);
        Outbox outbox = new Outbox(
                settings.windowMessages(),
                settings.windowBytes(),
                links,
                mailbox,
                new Random(),
                events,
                recorder,
                new StreamPast(known.floor(), known.highest(), !known.entries().isEmpty(), known.instance()));
        this.shipper = new Shipper(
                new ShipperSettings(
                        Followed.IDENTITY,
                        UUID.randomUUID().toString(),
                        settings.maxMessageSize(),
                        Duration.ofMillis(3),
                        settings.sealAfterQuiet(),
                        new PinnedLimits(Long.MAX_VALUE, Duration.ofDays(1), 0),
                        Duration.ofSeconds(10)),
                mailbox,
                sources,
                generations,
                sealed,
                outbox,
                new Checkpointer(file, state.sealedFile()),
                Clock.systemUTC(),
                events,
                null);
        shipper.start();
        look();
    }

    /** One look at everything. */
    void look() {
        shipper.scanned(Looks.at(inputs));
    }

    /** What a watch would tell. */
    void modified(Path path) {
        shipper.modified(path);
    }

    /** The files that are open, by what they are known by. */
    Map<FileKey, SourceId> held() throws Exception {
        return ask(view -> view.sources().stream()
                .filter(Source::hasFile)
                .collect(Collectors.toMap(Source::key, source -> source.origin().source())));
    }

    /** Whether a file is open of which no source was made yet. */
    boolean holdsBack(FileKey key) throws Exception {
        return ask(view ->
                view.held().stream().anyMatch(held -> held.sighting().key().equals(key)));
    }

    /** How much was read of the source of a file that is open. */
    long readOf(FileKey key) throws Exception {
        return ask(view -> view.sources().stream()
                .filter(source -> source.hasFile() && source.key().equals(key))
                .mapToLong(Source::read)
                .findAny()
                .orElse(0));
    }

    <T> T ask(Function<ShippingView, T> question) throws Exception {
        return shipper.ask(question).get(10, TimeUnit.SECONDS);
    }

    /** Sources that were sealed and forgotten, as the next agent would know. */
    List<SealedSource> sealed() {
        return state.sealedFile().read().orElse(SealedList.EMPTY).sources();
    }

    /** What the next agent would know. */
    List<CheckpointEntry> remembered() {
        return state.checkpointFile().read().map(Checkpoint::entries).orElse(List.of());
    }

    void stop() throws Exception {
        shipper.stop();
        search.close();
        state.close();
    }

    /** Ends what is left of one that has died. */
    void bury() throws Exception {
        shipper.stop();
        search.close();
        state.close();
    }

    /** Dies: nothing is sent any more, and the checkpoint stays what it is at this moment. */
    void kill(FakeStream stream) throws Exception {
        stream.died();
        byte[] remembered = Files.exists(checkpoint) ? Files.readAllBytes(checkpoint) : null;
        shipper.stop();
        if (remembered == null) {
            Files.deleteIfExists(checkpoint);
        } else {
            Files.write(checkpoint, remembered);
        }
        search.close();
        state.close();
    }
}

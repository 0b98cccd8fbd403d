package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.Checkpointer;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.discovery.DiscoveryListener;
import io.tailrace.agent.discovery.Listing;
import io.tailrace.agent.publish.Outbox;
import io.tailrace.agent.publish.Outgoing;
import io.tailrace.agent.publish.Resumption;
import io.tailrace.agent.publish.StreamPast;
import io.tailrace.agent.source.Generations;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.source.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's loop, on one thread, {@code agent-shipping}, which alone touches sources and outbox: it takes what other
 * threads have to tell, gives each ready source its turn while there is room in the window, and has progress remembered.
 */
public final class Shipper implements DiscoveryListener {

    private static final Logger log = LoggerFactory.getLogger(Shipper.class);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(500);

    private final ShipperSettings settings;
    private final Mailbox mailbox;
    private final Sources sources;
    private final Generations generations;
    private final SealedSources sealed;
    private final Outbox outbox;
    private final Turns turns;
    private final Pins pins;
    private final @Nullable Move move;
    private final CheckpointKeeper checkpoints;
    private final ShippingEvents events;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Thread thread = new Thread(this::run, "agent-shipping");

    private final ReadyQueue ready = new ReadyQueue();
    private final Set<Source> withoutRoom = new LinkedHashSet<>();
    private boolean scanned;
    private boolean resumed;
    private boolean moved;
    private volatile boolean stopping;

    /**
     * @param mailbox the one that the outbox reports to as well
     * @param sources the ones that {@code generations} fills
     * @param sealed takes those that are sealed and forgotten
     * @param clock for the times that messages carry
     * @param move where it has only to settle; null where it ships
     */
    public Shipper(
            ShipperSettings settings,
            Mailbox mailbox,
            Sources sources,
            Generations generations,
            SealedSources sealed,
            Outbox outbox,
            Checkpointer checkpointer,
            Clock clock,
            ShippingEvents events,
            @Nullable Move move) {
        this(
                settings,
                mailbox,
                sources,
                generations,
                sealed,
                outbox,
                checkpointer,
                clock,
                System::nanoTime,
                events,
                move);
    }

    /** @param nanoTime {@link System#nanoTime()} */
    Shipper(
            ShipperSettings settings,
            Mailbox mailbox,
            Sources sources,
            Generations generations,
            SealedSources sealed,
            Outbox outbox,
            Checkpointer checkpointer,
            Clock clock,
            LongSupplier nanoTime,
            ShippingEvents events,
            @Nullable Move move) {
        this.settings = settings;
        this.mailbox = mailbox;
        this.sources = sources;
        this.generations = generations;
        this.sealed = sealed;
        this.outbox = outbox;
        this.checkpoints = new CheckpointKeeper(
                checkpointer, mailbox, settings.checkpointInterval(), this::snapshot, nanoTime, events);
        this.turns =
                new Turns(settings, clock, nanoTime, outbox, generations, sealed, events, this::wake, move != null);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.pins = new Pins(settings.pinned(), FreeSpace::onDisk, sources, generations, events);
        this.events = events;
        this.move = move;
        generations.tell(this::wake);
    }

    public void start() {
        thread.start();
    }

    /** Reads no more, waits a while for what is on its way, and remembers how far it got. */
    public void stop() throws InterruptedException {
        stopping = true;
        mailbox.execute(() -> {});
        thread.join();
    }

    /** Answers a question about the agent's state on its own thread. */
    public <T> CompletableFuture<T> ask(Function<ShippingView, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        mailbox.execute(() -> answer.complete(question.apply(new ShippingView(
                sources.all(), generations.held(), generations.copies().all(), sealed, pins.bytes(), outbox))));
        return answer;
    }

    @Override
    public void scanned(List<Listing> directories) {
        mailbox.execute(() -> {
            generations.scanned(directories);
            checkpoints.progressed();
            if (!scanned) {
                scanned = true;
                events.started(sources.all());
                // What the stream holds is taken in by the sources, so they have to be known before it is asked.
                outbox.start(new FromOutbox());
            }
        });
    }

    @Override
    public void listed(Listing directory) {
        mailbox.execute(() -> {
            generations.listed(directory);
            checkpoints.progressed();
        });
    }

    @Override
    public void modified(Path path) {
        mailbox.execute(() -> generations.modified(path));
    }

    private void run() {
        mailbox.own();
        try {
            while (!stopping && !isMoved()) {
                step();
            }
            settle();
            moved = !stopping;
        } catch (InterruptedException e) {
            log.debug("shipping interrupted");
        } catch (RuntimeException e) {
            log.error("nothing is shipped any more because of a defect; restart the agent", e);
            events.shut("stopped by a defect: " + e);
        } finally {
            end();
        }
        if (move != null && moved) {
            move.hand();
        }
    }

    /** Sends nothing more, and gives all files free. */
    void end() {
        outbox.stop();
        if (move != null && moved) {
            rememberMoved(move);
        }
        close(sources.all());
        generations.close();
    }

    private boolean isMoved() {
        return move != null && move.isOver(scanned && resumed, sources, nanoTime.getAsLong());
    }

    private void rememberMoved(Move over) {
        over.finish(sources, generations.dormant(), generations.copies().all());
        for (Source source : sources.all()) {
            if (source.seal() == Source.Seal.ACKED) {
                sealed.add(source.sealed(clock.instant()));
            }
        }
    }

    /** Once around the loop: all that there is to do now, and then a wait until there is more. */
    void step() {
        mailbox.drain();
        long now = nanoTime.getAsLong();
        turns.alarms().ring(now, this::wake);
        generations.tick();
        pins.check(now);
        outbox.tick(now);
        takeTurns(now);
        checkpoints.writeIfDue(now);
        if (ready.isEmpty() || !outbox.isOpen()) {
            mailbox.await(turns.alarms().next(nanoTime.getAsLong(), TICK));
        }
    }

    /** One round: each source that was ready at its beginning has one turn. */
    private void takeTurns(long now) {
        for (int left = ready.size(); left > 0 && outbox.isOpen(); left--) {
            Source source = ready.remove();
            if (!sources.contains(source)) {
                continue; // Settled since it was woken.
            }
            boolean othersWait = !ready.isEmpty() || !withoutRoom.isEmpty();
            switch (turns.take(source, othersWait, now)) {
                case MORE -> ready.add(source);
                case NO_ROOM -> withoutRoom.add(source);
                case NOT_DURABLE -> checkpoints.urgent(); // It is woken when the checkpoint is written.
                case DONE -> {}
                case FORGET -> {
                    sources.remove(source);
                    checkpoints.progressed();
                }
            }
        }
    }

    private void wake(Source source) {
        ready.add(source);
    }

    private final class FromOutbox implements Outbox.Settled {

        @Override
        public void acked(Outgoing message) {
            turns.acked(message);
            checkpoints.progressed();
            ready.addAll(withoutRoom);
            withoutRoom.clear();
        }

        @Override
        public void resumed(Resumption resumption) {
            new Reconciliation(resumption, generations, Shipper.this::wake).of(List.copyOf(sources.all()), !resumed);
            resumed = true;
            checkpoints.progressed();
            events.resumed(resumption);
        }
    }

    private CheckpointKeeper.Snapshot snapshot() {
        List<CheckpointEntry> entries = new ArrayList<>(generations.dormant());
        sources.all().forEach(source -> entries.add(source.entry()));
        List<Source> fresh = sources.all().stream()
                .filter(source -> !source.isDurable() && source.isRecognizable())
                .toList();
        return new CheckpointKeeper.Snapshot(
                checkpoint(entries),
                sealed.toBeWritten(),
                () -> {
                    fresh.forEach(Source::madeDurable);
                    ready.addAll(fresh);
                },
                sealed::notWritten);
    }

    private Checkpoint checkpoint(List<CheckpointEntry> entries) {
        StreamPast past = outbox.past();
        return new Checkpoint(
                settings.identity(),
                settings.instance(),
                past.floor(),
                past.highest(),
                generations.scannedInputs(),
                entries,
                List.copyOf(generations.copies().all()));
    }

    private static void close(Collection<Source> sources) {
        for (Source source : sources) {
            if (source.hasContent()) {
                try {
                    source.content().close();
                } catch (IOException e) {
                    log.debug("path={} not closed: {}", source.path(), e.toString());
                }
            }
        }
    }

    /** Waits a while for what is on its way, and remembers how far it got. */
    void settle() throws InterruptedException {
        long deadline = nanoTime.getAsLong() + settings.stopTimeout().toNanos();
        while (outbox.isOpen() && outbox.inFlightMessages() > 0 && nanoTime.getAsLong() - deadline < 0) {
            mailbox.await(TICK);
            mailbox.drain();
        }
        checkpoints.writeLast();
    }
}

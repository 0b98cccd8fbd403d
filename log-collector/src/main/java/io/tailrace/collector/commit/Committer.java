package io.tailrace.collector.commit;

import io.tailrace.collector.ack.Acknowledger;
import io.tailrace.collector.archive.Archive;
import io.tailrace.collector.ledger.ArchivedSource;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.Ledger;
import io.tailrace.collector.ledger.LedgerChanges;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The one durable step: bytes, then ledger, then acknowledgement. Batches that are due together share it. If it fails
 * before the ledger has it, it never happened. Confined to the writer's thread.
 */
final class Committer {

    private final Archive archive;
    private final Ledger ledger;
    private final Acknowledger acknowledger;
    private final CollectorEvents events;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final FoundGaps gaps;

    Committer(
            Archive archive,
            Ledger ledger,
            Acknowledger acknowledger,
            CollectorEvents events,
            LongSupplier nanoTime,
            Clock clock) {
        this.archive = archive;
        this.ledger = ledger;
        this.acknowledger = acknowledger;
        this.events = events;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.gaps = new FoundGaps(events, nanoTime);
    }

    /**
     * Makes the batches of these lanes durable; each of the lanes has one.
     *
     * @return the lanes whose runs have not been confirmed by the broker: nothing of their batches is durable
     */
    List<Lane> commit(List<Lane> lanes) throws IOException, InterruptedException {
        long began = nanoTime.getAsLong();
        Confirmations confirmations = new Confirmations(lanes, nanoTime);
        Set<String> files = new HashSet<>();
        lanes.forEach(lane -> files.addAll(batchOf(lane).files()));
        archive.sync(files);
        List<Lane> confirmed = confirmations.await();
        List<Lane> refused =
                lanes.stream().filter(lane -> !confirmed.contains(lane)).toList();
        if (!confirmed.isEmpty()) {
            commitToLedger(confirmed);
            for (Lane lane : confirmed) {
                acknowledge(batchOf(lane));
            }
            events.committed(files.size(), nanoTime.getAsLong() - began);
            gaps.tell();
            for (Lane lane : confirmed) {
                events.durable(batchOf(lane).readMicros());
                lane.commit();
            }
        }
        return refused;
    }

    /** Makes durable what was learned of sources of a lane, none of which has uncommitted changes besides. */
    void commit(Lane lane, List<ArchivedSource> sources) throws IOException {
        gaps.forget();
        collect(lane, List.of(), sources);
        ledger.commit(new LedgerChanges()
                .sources(sources)
                .partition(lane.partition(), lane.committed())
                .passings(lane.losses().unsaved()));
        lane.losses().saved();
        gaps.tell();
    }

    /** Makes a batch durable that nobody delivered, and what else changes with it; nothing is acknowledged. */
    void commit(Lane lane, Batch batch, LedgerChanges changes) throws IOException {
        archive.sync(batch.files());
        gaps.forget();
        collect(lane, batch, changes);
        ledger.commit(changes);
        gaps.tell();
    }

    private void commitToLedger(List<Lane> lanes) throws IOException {
        LedgerChanges changes = new LedgerChanges();
        gaps.forget();
        for (Lane lane : lanes) {
            collect(lane, batchOf(lane), changes);
            changes.partition(lane.partition(), lane.taken())
                    .passings(lane.losses().unsaved());
        }
        ledger.commit(changes);
    }

    private void collect(Lane lane, Batch batch, LedgerChanges changes) throws IOException {
        collect(lane, batch.deadLetters(), batch.sources());
        changes.sources(batch.sources())
                .plainLengths(batch.plainLengths())
                .plainMessages(batch.plainMessages())
                .deadLetters(batch.deadLetters());
    }

    private void collect(Lane lane, List<DeadLetter> uncommitted, Collection<ArchivedSource> sources)
            throws IOException {
        GapReasons reasons = new GapReasons(ledger, lane, uncommitted, clock);
        for (ArchivedSource source : sources) {
            if (source.hasNewGaps()) {
                gaps.collect(source, reasons, clock.instant());
            }
        }
    }

    private void acknowledge(Batch batch) {
        if (!batch.run().isOver()) {
            acknowledger.acknowledge(batch.acks());
        }
    }

    static Batch batchOf(Lane lane) {
        return Objects.requireNonNull(lane.batch());
    }
}

package io.tailrace.collector.commit;

import io.tailrace.collector.ack.Acknowledger;
import io.tailrace.collector.archive.Archive;
import io.tailrace.collector.ledger.ArchivedSource;
import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.Ledger;
import io.tailrace.collector.ledger.LedgerChanges;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.StreamPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    Committer(
            Archive archive, Ledger ledger, Acknowledger acknowledger, CollectorEvents events, LongSupplier nanoTime) {
        this.archive = archive;
        this.ledger = ledger;
        this.acknowledger = acknowledger;
        this.events = events;
        this.nanoTime = nanoTime;
    }

    /** Makes the batches of these lanes durable; each of the lanes has one. */
    void commit(List<Lane> lanes) throws IOException {
        long began = nanoTime.getAsLong();
        Set<String> files = new HashSet<>();
        Set<ArchivedSource> sources = new HashSet<>();
        Map<String, Long> plainLengths = new HashMap<>();
        List<DeadLetter> deadLetters = new ArrayList<>();
        Map<PartitionKey, StreamPosition> positions = new HashMap<>();
        for (Lane lane : lanes) {
            Batch batch = batchOf(lane);
            files.addAll(batch.files());
            sources.addAll(batch.sources());
            plainLengths.putAll(batch.plainLengths());
            deadLetters.addAll(batch.deadLetters());
            positions.put(lane.partition(), lane.taken());
        }
        archive.sync(files);
        ledger.commit(new LedgerChanges(sources, plainLengths, deadLetters, positions));
        for (Lane lane : lanes) {
            acknowledger.acknowledge(batchOf(lane).acks());
        }
        events.committed(files.size(), nanoTime.getAsLong() - began);
        for (Lane lane : lanes) {
            events.durable(batchOf(lane).readMicros());
            lane.commit();
        }
    }

    private static Batch batchOf(Lane lane) {
        return Objects.requireNonNull(lane.batch());
    }
}

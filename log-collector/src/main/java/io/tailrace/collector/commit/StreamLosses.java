package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.GapReason;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.Passing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the beginning of a stream has passed a partition's position, and why: by this a gap gets its reason. Looks are
 * seconds apart and the collector goes on meanwhile, so what is compared with the stream's beginning is how far the
 * partition had been read at the look before. Confined to the writer's thread.
 */
final class StreamLosses {

    private final PartitionKey partition;
    private final Map<GapReason, Long> passedUntil = new EnumMap<>(GapReason.class);
    private final List<Passing> unsaved = new ArrayList<>();
    private long readUntil;
    private long readNanos;
    private boolean goesFromTheMiddle;

    /** @param known what the ledger knows of the partition */
    StreamLosses(PartitionKey partition, List<Passing> known, PartitionState state) {
        this.partition = partition;
        known.forEach(passing -> passedUntil.put(passing.reason(), passing.sequence()));
        reached(state);
    }

    /** Compares with the stream as it is now. */
    void observe(StreamFacts facts, PartitionState state) {
        if (!facts.created().equals(state.position().created())) {
            return;
        }
        goesFromTheMiddle = facts.limits().perSubject();
        long last = facts.firstSequence() - 1;
        if (last > readUntil) {
            GapReason reason = facts.reasonOfPassing(readNanos);
            passedUntil.put(reason, last);
            unsaved.add(new Passing(partition, last, reason));
        }
        reached(state);
    }

    /** Why messages are missing that were in the stream behind this sequence. */
    GapReason reasonBehind(long sequence) {
        return passedUntil.entrySet().stream()
                .filter(passed -> passed.getValue() > sequence)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(goesFromTheMiddle ? GapReason.EVICTED : GapReason.DELETED);
    }

    /** What the ledger doesn't know yet. */
    List<Passing> unsaved() {
        return unsaved;
    }

    void saved() {
        unsaved.clear();
    }

    private void reached(PartitionState state) {
        readUntil = Math.max(readUntil, state.readUntil());
        readNanos = state.position().timestampNanos();
    }
}

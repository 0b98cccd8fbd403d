package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.Ledger;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What looks at the streams tell of the partitions. Confined to the writer's thread. */
final class Observations {

    private static final long FORGET_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Lanes lanes;
    private final Ledger ledger;
    private final LongSupplier nanoTime;
    private final Map<PartitionKey, Forgotten> forgotten = new HashMap<>();

    Observations(Lanes lanes, Ledger ledger, LongSupplier nanoTime) {
        this.lanes = lanes;
        this.ledger = ledger;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes note of a look. See {@link DeliverySink#observe}.
     *
     * <p>What was delivered before the look and is not committed may lie anywhere below where the stream ended, so only when
     * all of it is committed has the partition been read that far.
     */
    @Nullable PartitionState observe(PartitionKey partition, StreamFacts facts, long nothingPendingUntil, long deliveredSequence)
            throws IOException {
        Lane lane = lanes.lane(partition);
        if (lane == null) {
            return null;
        }
        PartitionState state = lane.committed();
        if (facts.created().equals(state.position().created())) {
            lane.losses().observe(facts, state);
            if (lane.batch() == null && deliveredSequence <= state.position().sequence()) {
                lane.readUntil(nothingPendingUntil);
            }
            forgetPlain(partition, facts.firstSequence());
        }
        return lane.committed();
    }

    private void forgetPlain(PartitionKey partition, long firstSequence) throws IOException {
        Forgotten last = forgotten.get(partition);
        long now = nanoTime.getAsLong();
        if (last == null || (last.before < firstSequence && now - last.atNanos > FORGET_EVERY_NANOS)) {
            ledger.forgetPlainBefore(partition, firstSequence);
            forgotten.put(partition, new Forgotten(firstSequence, now));
        }
    }

    private record Forgotten(long before, long atNanos) {}
}

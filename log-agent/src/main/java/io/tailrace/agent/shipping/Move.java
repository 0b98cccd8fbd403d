package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.Checkpoint;
import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.source.Sources;
import io.tailrace.protocol.SourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An agent whose host, subject prefix, number of partitions or machine has changed settles on its old subject (rule S6 of
 * docs/protocol.md): what was on its way is resumed, holes below it are filled, nothing else is read, and each source is sealed
 * as moved. Only the shipping thread touches it.
 */
public final class Move {

    /** Never reached yet. */
    public static final long NEVER = Long.MAX_VALUE;

    private final long patienceNanos;
    private final LongSupplier reachedAt;
    private final Supplier<SourceId> ids;
    private final Consumer<Outcome> done;
    private @Nullable Outcome outcome;

    /**
     * Makes ready.
     *
     * @param patience how long it is tried once a server is there
     * @param reachedAt when a server was reached first, in {@link System#nanoTime()}; {@link #NEVER} as long as none was
     * @param ids mints ids of the sources that go on
     * @param done told once it is over, on the shipping thread, which ends then
     */
    public Move(Duration patience, LongSupplier reachedAt, Supplier<SourceId> ids, Consumer<Outcome> done) {
        this.patienceNanos = patience.toNanos();
        this.reachedAt = reachedAt;
        this.ids = ids;
        this.done = done;
    }

    /**
     * What came of it.
     *
     * @param settled sources of which the old subject says all
     * @param unsettled sources of which it does not
     * @param unsettledBytes what of these may be there and is not known to be
     * @param entries the sources as they go on, under new ids
     * @param copies the copies of these
     */
    public record Outcome(
            int settled, int unsettled, long unsettledBytes, List<CheckpointEntry> entries, List<Copy> copies) {

        public Outcome {
            entries = List.copyOf(entries);
            copies = List.copyOf(copies);
        }

        /** The checkpoint to go on with. */
        public Checkpoint checkpoint(Checkpoint before, Checkpoint.Identity identity) {
            return new Checkpoint(identity, before.instance(), null, null, before.inputs(), entries, copies);
        }
    }

    /** Whether there is nothing more to be done on the old subject, or no hope. */
    boolean isOver(boolean resumed, Sources sources, long now) {
        long reached = reachedAt.getAsLong();
        boolean late = reached != NEVER && now - reached > patienceNanos;
        return late || (resumed && sources.all().stream().allMatch(Move::isSettled));
    }

    /** Whether nothing more has to be said of a source on the subject that it was shipped to. */
    static boolean isSettled(Source source) {
        return !source.isSearched()
                && source.inFlightMessages() == 0
                && (source.seal() == Source.Seal.ACKED || isUnheardOf(source));
    }

    /** Whether the stream has nothing of it. */
    static boolean isUnheardOf(Source source) {
        return source.firstSequence() == 0
                && source.ackedEnd() <= source.origin().from();
    }

    /** Takes note of what goes on. */
    void finish(Sources sources, List<CheckpointEntry> dormant, Iterable<Copy> copies) {
        Map<SourceId, SourceId> successors = new HashMap<>();
        List<CheckpointEntry> entries = new ArrayList<>();
        int settled = 0;
        int unsettled = 0;
        long bytes = 0;
        for (Source source : sources.all()) {
            SourceId next = ids.get();
            successors.put(source.origin().source(), next);
            entries.add(source.successor(next));
            if (isSettled(source)) {
                settled++;
            } else {
                unsettled++;
                bytes += Math.max(0, source.read() - source.acked());
            }
        }
        for (CheckpointEntry entry : dormant) {
            unsettled++;
            entries.add(entry.successor(ids.get(), entry.acked(), entry.ending(), entry.sealed()));
        }
        List<Copy> moved = new ArrayList<>();
        copies.forEach(copy -> moved.add(copy.of(successors.getOrDefault(copy.source(), copy.source()))));
        outcome = new Outcome(settled, unsettled, bytes, entries, moved);
    }

    /** Tells what came of it, once all is closed. */
    void hand() {
        if (outcome != null) {
            done.accept(outcome);
        }
    }
}

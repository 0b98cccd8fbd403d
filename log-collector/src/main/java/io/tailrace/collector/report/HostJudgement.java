package io.tailrace.collector.report;

import io.tailrace.collector.inventory.ClaimedSource;
import io.tailrace.collector.inventory.HostInventory;
import io.tailrace.collector.ledger.Beginning;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.StoredSource;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.protocol.Inventory;
import io.tailrace.protocol.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One host's sources, each judged, in the order of their ids. */
final class HostJudgement {

    private final String host;
    private final int partition;
    private final @Nullable HostInventory inventory;
    private final List<Judgement> sources = new ArrayList<>();
    private final Tally tally = new Tally();

    /**
     * Judges.
     *
     * @param stored the host's sources in the ledger
     * @param inventory what its agent says, null when it says nothing
     * @param partition of the host
     * @param state how far that partition is, null when it was never read
     */
    HostJudgement(
            String host,
            List<StoredSource> stored,
            @Nullable HostInventory inventory,
            int partition,
            @Nullable PartitionState state) {
        this.host = host;
        this.partition = partition;
        this.inventory = inventory;
        Map<SourceId, ClaimedSource> claimed = inventory == null ? Map.of() : inventory.sources();
        Map<SourceId, @Nullable StoredSource> all = new TreeMap<>();
        claimed.keySet().forEach(id -> all.put(id, null));
        stored.forEach(source -> all.put(source.key().id(), source));
        all.forEach((id, source) -> {
            ClaimedSource claim = claimed.get(id);
            boolean isBefore = source == null && claim != null && state != null && isBefore(claim, state);
            boolean wouldBeNamed = inventory != null && inventory.wouldName(id);
            Judgement judgement =
                    new Judgement(host, source, claim == null ? null : claim.source(), wouldBeNamed, isBefore);
            sources.add(judgement);
            tally.add(judgement);
        });
    }

    /** Whether what nothing was seen of was sent before the collector began, as in rule G5. */
    private static boolean isBefore(ClaimedSource claim, PartitionState state) {
        StreamPosition page = claim.position();
        Beginning beginning = state.beginning();
        if (page == null) {
            return false;
        }
        long last = claim.source().lastSequence();
        if (last > 0 && page.created().equals(beginning.created())) {
            return last <= beginning.sequence();
        }
        boolean isReached = page.created().equals(state.position().created()) && page.sequence() <= state.readUntil();
        return isReached
                && beginning.mayBeAfterTheFirstOf(claim.source().origin().source());
    }

    String host() {
        return host;
    }

    List<Judgement> sources() {
        return sources;
    }

    Tally tally() {
        return tally;
    }

    boolean isSilent(Instant now) {
        return inventory != null && inventory.isSilent(now);
    }

    /** @param partitions that the collector counts with */
    HostReport report(Instant now, int partitions) {
        HostInventory known = inventory;
        Inventory.Summary summary = known == null ? null : known.summary();
        return new HostReport(
                host,
                partition,
                tally.worst().label(),
                isSilent(now),
                known == null || summary == null
                        ? null
                        : new HostReport.Agent(
                                known.heardAt(),
                                summary.version(),
                                summary.instance(),
                                summary.otherInstance(),
                                summary.partitions() == partitions ? null : summary.partitions(),
                                summary.forgottenSources(),
                                summary.forgottenBytes()),
                tally.states(),
                tally.bytes());
    }
}

package io.tailrace.collector.report;

import io.tailrace.collector.commit.AgentSource;
import io.tailrace.collector.ledger.Gap;
import io.tailrace.collector.ledger.Seal;
import io.tailrace.collector.ledger.SourceProgress;
import io.tailrace.collector.ledger.StoredSource;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One source by the ledger and by its agent, and what follows from the two. */
final class Judgement {

    private final String host;
    private final @Nullable StoredSource stored;
    private final @Nullable AgentSource claimed;
    private final boolean wouldBeNamed;
    private final Intervals archived;
    private final Intervals presumed;
    private final List<Gap> gaps;
    private final List<Span> lost = new ArrayList<>();
    private final List<Span> waiting;
    private final long begin;
    private final SourceState state;

    /**
     * Judges; one of the two is there.
     *
     * @param stored by the ledger
     * @param claimed by its agent
     * @param wouldBeNamed whether the host's agent would have named it if it had it
     * @param isBefore whether all that was acknowledged of it was before this collector began
     */
    Judgement(
            String host,
            @Nullable StoredSource stored,
            @Nullable AgentSource claimed,
            boolean wouldBeNamed,
            boolean isBefore) {
        this.host = host;
        this.stored = stored;
        this.claimed = claimed;
        this.wouldBeNamed = wouldBeNamed;
        this.archived = new Intervals(stored == null ? List.of() : stored.archived());
        this.presumed = new Intervals(stored == null ? List.of() : stored.presumed());
        this.gaps = stored == null ? List.of() : stored.gaps();
        Seal end = seal();
        if (end != null && !isBefore) {
            end.lost().forEach(range -> lost.addAll(archived.missing(range)));
        }
        this.begin = begin(isBefore);
        this.waiting = findWaiting();
        this.state = judge();
    }

    private Origin origin() {
        StoredSource known = stored;
        return known == null
                ? Objects.requireNonNull(claimed).origin()
                : new Origin(known.key().id(), known.path(), known.input(), known.delivery(), known.from(), Map.of());
    }

    SourceId id() {
        return origin().source();
    }

    SourceState state() {
        return state;
    }

    private SourceState judge() {
        boolean missing = !gaps.isEmpty() || !lost.isEmpty();
        if (missing) {
            return SourceState.INCOMPLETE;
        }
        if (isFireAndForget() && !archived.holes(begin).isEmpty()) {
            return SourceState.LOSSY;
        }
        boolean isLost = claimed == null && seal() == null && wouldBeNamed;
        if (!waiting.isEmpty()) {
            return isLost ? SourceState.ORPHANED : SourceState.BEHIND;
        }
        if (!presumed.isEmpty()) {
            return SourceState.PRESUMED;
        }
        if (isLost) {
            return SourceState.ORPHANED;
        }
        return claimed == null && seal() == null ? SourceState.UNVERIFIED : SourceState.COMPLETE;
    }

    long archivedBytes() {
        return archived.bytes();
    }

    long presumedBytes() {
        return presumed.bytes();
    }

    List<Gap> gaps() {
        return gaps;
    }

    List<Span> lost() {
        return lost;
    }

    List<Span> waiting() {
        return waiting;
    }

    private List<Span> findWaiting() {
        long end = Math.max(length(), archived.end());
        if (end <= begin) {
            return List.of();
        }
        Intervals accounted = new Intervals(archived.ranges());
        presumed.ranges().forEach(accounted::add);
        gaps.forEach(gap -> accounted.add(gap.span()));
        lost.forEach(accounted::add);
        return accounted.missing(new Span(begin, end));
    }

    /** How many bytes the broker has, by the agent's word, and the archive has not: they are nowhere else, perhaps. */
    long atRiskBytes() {
        AgentSource agent = claimed;
        if (agent == null) {
            return 0;
        }
        return waiting.stream()
                .mapToLong(range -> Math.max(0, Math.min(range.end(), agent.acked()) - range.start()))
                .sum();
    }

    @Nullable AgentSource claimed() {
        return claimed;
    }

    boolean isSealed() {
        return seal() != null;
    }

    private boolean isFireAndForget() {
        return origin().delivery() == Delivery.FIRE_AND_FORGET;
    }

    private @Nullable Seal seal() {
        if (stored != null && stored.seal() != null) {
            return stored.seal();
        }
        return claimed == null ? null : claimed.seal();
    }

    /** How long the source is, as far as anybody has said. */
    private long length() {
        Seal end = seal();
        long acked = stored == null ? 0 : stored.progress().acked();
        long size = claimed == null ? 0 : claimed.size();
        return end == null ? Math.max(acked, size) : end.length();
    }

    private long begin(boolean isBefore) {
        long from = origin().from();
        long acked = claimed == null ? from : Math.max(from, claimed.acked());
        if (stored == null) {
            return isBefore ? acked : from;
        }
        SourceProgress progress = stored.progress();
        long counts = progress.countsFrom(from);
        return counts == Long.MAX_VALUE ? Math.max(acked, progress.acked()) : Math.max(from, counts);
    }

    SourceReport report() {
        Origin origin = origin();
        Seal end = seal();
        AgentSource agent = claimed;
        StoredSource known = stored;
        return new SourceReport(
                host,
                origin.path(),
                origin.source().toString(),
                origin.input(),
                origin.delivery().label(),
                origin.source().firstSeen(),
                state.label(),
                origin.from(),
                agent == null ? null : new SourceReport.Agent(agent.size(), agent.read(), agent.acked()),
                known == null ? null : known.file(),
                archived.bytes(),
                texts(archived.ranges()),
                texts(waiting),
                gaps.stream()
                        .map(gap -> new SourceReport.Missing(
                                gap.span().toString(), gap.reason().label(), gap.foundAt()))
                        .toList(),
                texts(lost),
                texts(presumed.ranges()),
                begin > origin.from() ? new Span(origin.from(), begin).toString() : null,
                known == null ? 0 : known.progress().acked(),
                end == null ? null : new SourceReport.Sealed(end.reason().headerValue(), end.length()));
    }

    private static List<String> texts(List<Span> spans) {
        return spans.stream().map(Span::toString).toList();
    }
}

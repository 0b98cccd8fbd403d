package io.tailrace.collector.report;

import io.tailrace.collector.commit.AgentSource;
import io.tailrace.collector.ledger.Gap;
import io.tailrace.collector.ledger.GapReason;
import io.tailrace.protocol.Span;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what sources are judged to be. */
final class Tally {

    private final Map<SourceState, Integer> states = new EnumMap<>(SourceState.class);
    private final Map<GapReason, Long> missing = new EnumMap<>(GapReason.class);
    private long size;
    private long read;
    private long acked;
    private long archived;
    private long presumed;
    private long waiting;
    private long atRisk;
    private int sealed;

    void add(Judgement source) {
        states.merge(source.state(), 1, Integer::sum);
        AgentSource agent = source.claimed();
        if (agent != null) {
            size = sum(size, agent.size());
            read = sum(read, agent.read());
            acked = sum(acked, agent.acked());
        }
        archived = sum(archived, source.archivedBytes());
        presumed = sum(presumed, source.presumedBytes());
        waiting = sum(waiting, lengths(source.waiting()));
        atRisk = sum(atRisk, source.atRiskBytes());
        sealed += source.isSealed() ? 1 : 0;
        for (Gap gap : source.gaps()) {
            missing.merge(gap.reason(), gap.span().length(), Tally::sum);
        }
        if (!source.lost().isEmpty()) {
            missing.merge(GapReason.LOST_BEFORE_READING, lengths(source.lost()), Tally::sum);
        }
    }

    void add(Tally other) {
        other.states.forEach((state, count) -> states.merge(state, count, Integer::sum));
        other.missing.forEach((reason, bytes) -> missing.merge(reason, bytes, Tally::sum));
        size = sum(size, other.size);
        read = sum(read, other.read);
        acked = sum(acked, other.acked);
        archived = sum(archived, other.archived);
        presumed = sum(presumed, other.presumed);
        waiting = sum(waiting, other.waiting);
        atRisk = sum(atRisk, other.atRisk);
        sealed += other.sealed;
    }

    /** The worst state of all. */
    SourceState worst() {
        SourceState worst = SourceState.COMPLETE;
        for (SourceState state : states.keySet()) {
            worst = state.compareTo(worst) > 0 ? state : worst;
        }
        return worst;
    }

    int sealed() {
        return sealed;
    }

    int sources() {
        return states.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many sources there are of each state. */
    Map<String, Integer> states() {
        Map<String, Integer> labelled = new TreeMap<>();
        states.forEach((state, count) -> labelled.put(state.label(), count));
        return labelled;
    }

    Bytes bytes() {
        Map<String, Long> labelled = new TreeMap<>();
        missing.forEach((reason, bytes) -> labelled.put(reason.label(), bytes));
        return new Bytes(size, read, acked, archived, presumed, waiting, atRisk, labelled);
    }

    private static long lengths(Collection<Span> spans) {
        return spans.stream().mapToLong(Span::length).reduce(0, Tally::sum);
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}

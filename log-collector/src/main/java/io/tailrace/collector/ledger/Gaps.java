package io.tailrace.collector.ledger;

import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The gaps of one source. One that is found has its reason only when the next commit asks for it, which is seldom; bytes
 * that come after all close it. Confined to the writer's thread.
 */
final class Gaps {

    private final TreeMap<Long, Gap> byStart = new TreeMap<>();
    private final List<Found> found = new ArrayList<>();
    private boolean changed;

    Gaps(Collection<Gap> stored) {
        stored.forEach(this::put);
    }

    /** Takes note of a span that is missing and no gap yet. */
    void find(Span missing, long afterSequence, int epoch) {
        found.add(new Found(missing, afterSequence, epoch));
    }

    /** Adds a gap whose reason is known. */
    void add(Gap gap) {
        put(gap);
        changed = true;
    }

    /** Bytes have come after all. */
    void close(Span span) {
        if (byStart.isEmpty()) {
            return;
        }
        Map.Entry<Long, Gap> entry = byStart.lowerEntry(span.end());
        while (entry != null && entry.getValue().span().end() > span.start()) {
            Gap gap = entry.getValue();
            byStart.remove(entry.getKey());
            if (gap.span().end() > span.end()) {
                put(new Gap(new Span(span.end(), gap.span().end()), gap.reason(), gap.foundAt()));
            }
            if (gap.span().start() < span.start()) {
                put(new Gap(new Span(gap.span().start(), span.start()), gap.reason(), gap.foundAt()));
            }
            changed = true;
            entry = byStart.lowerEntry(span.end());
        }
    }

    /** What of a span is no gap that is known. */
    List<Span> without(Span span) {
        if (byStart.isEmpty()) {
            return List.of(span);
        }
        Intervals gaps = new Intervals();
        byStart.values().forEach(gap -> gaps.add(gap.span()));
        return gaps.missing(span);
    }

    boolean hasUndecided() {
        return !found.isEmpty();
    }

    /**
     * Gives each gap that was found its reason, as far as it is still missing; returns those.
     *
     * @param there what is not missing
     */
    List<Gap> decide(SourceKey source, GapJudge judge, Intervals... there) throws IOException {
        List<Gap> decided = new ArrayList<>();
        for (Found gap : found) {
            List<Span> missing = without(gap.span());
            for (Intervals set : there) {
                missing = missing.stream()
                        .flatMap(span -> set.missing(span).stream())
                        .toList();
            }
            for (Span span : missing) {
                for (Gap reasoned : judge.judge(source, span, gap.afterSequence(), gap.epoch())) {
                    add(reasoned);
                    decided.add(reasoned);
                }
            }
        }
        found.clear();
        return decided;
    }

    Collection<Gap> all() {
        return byStart.values();
    }

    int count() {
        return byStart.size();
    }

    /** Whether the ledger's rows are behind. */
    boolean isChanged() {
        return changed;
    }

    void stored() {
        changed = false;
    }

    private void put(Gap gap) {
        byStart.put(gap.span().start(), gap);
    }

    private record Found(Span span, long afterSequence, int epoch) {}
}

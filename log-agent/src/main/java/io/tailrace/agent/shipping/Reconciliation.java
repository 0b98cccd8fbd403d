package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.publish.Found;
import io.tailrace.agent.publish.Resumption;
import io.tailrace.agent.publish.Resumption.Verdict;
import io.tailrace.agent.source.Generations;
import io.tailrace.agent.source.Source;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Span;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes in what the stream holds: what was found is acked; where the stream has lost what it had, nothing else is (rules A7,
 * A8 and A10 of docs/protocol.md).
 */
final class Reconciliation {

    private final Resumption resumption;
    private final Generations generations;
    private final Consumer<Source> wake;

    /** @param wake told of each source, since each may have something to do */
    Reconciliation(Resumption resumption, Generations generations, Consumer<Source> wake) {
        this.resumption = resumption;
        this.generations = generations;
        this.wake = wake;
    }

    /** @param first whether the agent has just started, so that its files may be others than they were */
    void of(Collection<Source> sources, boolean first) {
        if (resumption.verdict() != Verdict.KEPT) {
            generations.streamLost();
        }
        for (Source source : sources) {
            if (source.isSearched()) {
                takeInLater(source, first);
            } else {
                takeIn(source);
                verify(source, first);
            }
            wake.accept(source);
        }
    }

    /** What is found is so whatever has the source's bytes; the rest depends on whether anything has. */
    private void takeInLater(Source source, boolean first) {
        if (resumption.verdict() == Verdict.KEPT) {
            takeIn(source);
            generations.whenSearched(source, () -> verify(source, first));
        } else {
            generations.whenSearched(source, () -> {
                takeIn(source);
                verify(source, first);
            });
        }
    }

    private void takeIn(Source source) {
        Found found = resumption.findings().of(source.origin().source());
        boolean acked = source.origin().delivery() == Delivery.ACKED;
        if (acked && isInDoubt(source, found)) {
            takeBack(source, found);
        } else {
            source.found(found.spans().ranges(), found.firstSequence(), found.lastSequence());
        }
        found.seals().forEach(source::foundSeal);
    }

    /** Whether the file still has the bytes that the stream has, as far as the checkpoint could not tell. */
    private void verify(Source source, boolean first) {
        if (!first || !source.canBeReadAgain()) {
            return;
        }
        List<Flight> doubtful = resumption.findings().of(source.origin().source()).flights().stream()
                .filter(flight -> flight.span().end() > source.known())
                .toList();
        if (!doubtful.isEmpty()) {
            generations.verify(source, doubtful);
        }
    }

    private boolean isInDoubt(Source source, Found found) {
        if (resumption.verdict() == Verdict.KEPT) {
            return false;
        }
        if (resumption.verdict() == Verdict.ANEW) {
            return true;
        }
        boolean allAgedOut = source.lastSequence() < resumption.firstSequence();
        return !allAgedOut && !(isThere(source, found) && isSealThere(source, found));
    }

    /**
     * Whether the stream has what it should have of a source, what was acknowledged beyond a hole too: all of it, or where
     * some of it may have aged out the last byte of each range.
     */
    private boolean isThere(Source source, Found found) {
        boolean agedOut = hasAgedOut(source);
        return source.ackedRanges().stream()
                .map(range -> agedOut ? new Span(range.end() - 1, range.end()) : range)
                .allMatch(found.spans()::contains);
    }

    private static boolean isSealThere(Source source, Found found) {
        Ending ending = source.ending();
        return source.seal() != Source.Seal.ACKED
                || ending == null
                || found.seals().contains(ending);
    }

    /** Whether the stream may have dropped messages of it in its own time. Its first one is not always of its first bytes. */
    private boolean hasAgedOut(Source source) {
        return source.firstSequence() < resumption.firstSequence();
    }

    private void takeBack(Source source, Found found) {
        if (!source.canBeReadAgain()) {
            source.found(found.spans().ranges(), found.firstSequence(), found.lastSequence());
            source.sealLost();
            return;
        }
        List<Span> ranges = found.spans().ranges();
        long from = source.origin().from();
        if (resumption.verdict() == Verdict.ROLLED_BACK && !ranges.isEmpty() && hasAgedOut(source)) {
            // A stream that was rolled back has lost its end: what is before the first that is there has aged out.
            from = Math.min(source.acked(), ranges.get(0).start());
        }
        source.foundOnly(from, ranges, found.firstSequence(), found.lastSequence());
    }
}

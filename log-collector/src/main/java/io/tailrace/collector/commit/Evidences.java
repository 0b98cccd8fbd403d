package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.ArchivedSource;
import io.tailrace.collector.ledger.Beginning;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.Seal;
import io.tailrace.collector.ledger.SourceKey;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes inventories for evidence, once the partition was read up to where they were made: what they call acked and the archive
 * doesn't have was in the stream and is gone. Only what proves something new is kept, so in the normal case nothing is.
 * Confined to the writer's thread.
 */
final class Evidences {

    private final Lanes lanes;
    private final Sources sources;
    private final Committer committer;

    Evidences(Lanes lanes, Sources sources, Committer committer) {
        this.lanes = lanes;
        this.sources = sources;
        this.committer = committer;
    }

    /** Takes what is proved by a page; returns false when the partition was not read as far yet. */
    boolean prove(Evidence page) throws IOException, InterruptedException {
        Lane lane = lanes.lane(page.partition());
        if (lane == null || !isReached(page, lane)) {
            return false;
        }
        // Judged beside what is uncommitted, a gap could outlive the bytes that a dropped batch takes back.
        if (page.sources().stream().anyMatch(source -> isUncommitted(page.host(), source))) {
            lanes.settle(page.partition());
            if (!isReached(page, lane)) {
                return false;
            }
        }
        List<ArchivedSource> changed = new ArrayList<>();
        for (AgentSource source : page.sources()) {
            ArchivedSource learned = learn(page, source, lane.committed());
            if (learned != null && learned.isChanged()) {
                changed.add(learned);
            }
        }
        if (!changed.isEmpty()) {
            committer.commit(lane, changed);
        }
        return true;
    }

    private static boolean isReached(Evidence page, Lane lane) {
        PartitionState state = lane.committed();
        if (page.position().created().equals(state.position().created())) {
            return page.position().sequence() <= state.readUntil();
        }
        // Of a stream that is no more: whoever could send again is silent, and what was sent has been read.
        return page.isSilent() && lane.wasAtEnd();
    }

    private boolean isUncommitted(String host, AgentSource source) {
        ArchivedSource known =
                sources.inMemory(new SourceKey(host, source.origin().source()));
        return known != null && known.isChanged() && tellsSomethingNew(known, source);
    }

    private @Nullable ArchivedSource learn(Evidence page, AgentSource claimed, PartitionState state)
            throws IOException {
        if (claimed.origin().delivery() != Delivery.ACKED) {
            return null;
        }
        Age age = age(page, claimed, state.beginning());
        ArchivedSource known =
                sources.find(new SourceKey(page.host(), claimed.origin().source()));
        if (known == null) {
            return age == Age.BEFORE || !tellsOfBytes(claimed) ? null : discover(page, claimed, age, state);
        }
        if (known.from() != claimed.origin().from()) {
            return null;
        }
        if (age == Age.BEHIND || age == Age.ACROSS) {
            known.age(age == Age.ACROSS && !known.isUnseen());
        }
        if (tellsSomethingNew(known, claimed)) {
            take(claimed, known);
        }
        return known;
    }

    /**
     * A source that no message was seen of. Where some were behind the collector's beginning and some before it, which of its
     * bytes are missed nobody can tell: all are said to be.
     */
    private @Nullable ArchivedSource discover(Evidence page, AgentSource claimed, Age age, PartitionState state)
            throws IOException {
        ArchivedSource unseen = sources.unseen(page.host(), claimed.origin(), state);
        if (unseen == null) {
            return null;
        }
        unseen.age(age == Age.UNKNOWN);
        take(claimed, unseen);
        if (!unseen.hasNewGaps() && !unseen.isPresumed()) {
            sources.forget(unseen);
            return null;
        }
        return unseen;
    }

    private static void take(AgentSource claimed, ArchivedSource source) {
        Seal seal = claimed.seal();
        source.prove(claimed.acked());
        if (seal != null) {
            source.seal(seal);
        }
    }

    private static boolean tellsOfBytes(AgentSource claimed) {
        return claimed.acked() > claimed.origin().from() || claimed.seal() != null;
    }

    private static boolean tellsSomethingNew(ArchivedSource known, AgentSource claimed) {
        Seal seal = claimed.seal();
        if (seal != null && !seal.equals(known.seal())) {
            return true;
        }
        long from = Math.max(known.from(), Math.min(known.progress().countsFrom(known.from()), claimed.acked()));
        return claimed.acked() > from
                && !known.missing(new Span(from, claimed.acked())).isEmpty();
    }

    private static Age age(Evidence page, AgentSource claimed, Beginning beginning) {
        if (!page.position().created().equals(beginning.created()) || claimed.lastSequence() == 0) {
            SourceId id = claimed.origin().source();
            return beginning.mayBeAfterTheFirstOf(id) ? Age.UNKNOWN : Age.BEHIND;
        }
        if (claimed.lastSequence() <= beginning.sequence()) {
            return Age.BEFORE;
        }
        if (claimed.firstSequence() > beginning.sequence()) {
            return Age.BEHIND;
        }
        return claimed.firstSequence() == 0 ? Age.UNKNOWN : Age.ACROSS;
    }

    /** Where a source's messages lie, compared with where this collector began. */
    private enum Age {
        /** All before it. */
        BEFORE,
        /** All behind it. */
        BEHIND,
        /** Some before, some behind. */
        ACROSS,
        /** Nobody knows. */
        UNKNOWN
    }
}

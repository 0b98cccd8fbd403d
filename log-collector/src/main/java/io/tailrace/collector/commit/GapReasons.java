package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.Gap;
import io.tailrace.collector.ledger.GapJudge;
import io.tailrace.collector.ledger.GapReason;
import io.tailrace.collector.ledger.Ledger;
import io.tailrace.collector.ledger.SourceKey;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds out why bytes of a partition are missing, from its dead letters and from what became of its stream. */
final class GapReasons implements GapJudge {

    private final Ledger ledger;
    private final Lane lane;
    private final Collection<DeadLetter> uncommitted;
    private final Clock clock;

    /** @param uncommitted dead letters that the ledger doesn't have yet */
    GapReasons(Ledger ledger, Lane lane, Collection<DeadLetter> uncommitted, Clock clock) {
        this.ledger = ledger;
        this.lane = lane;
        this.uncommitted = uncommitted;
        this.clock = clock;
    }

    @Override
    public List<Gap> judge(SourceKey source, Span missing, long afterSequence, int epoch) throws IOException {
        Instant now = clock.instant();
        Intervals inDeadLetters = deadLetterSpans(source);
        List<Gap> gaps = new ArrayList<>();
        for (Span span : inDeadLetters.within(missing)) {
            gaps.add(new Gap(span, GapReason.DEAD_LETTER, now));
        }
        GapReason reason = epoch < lane.taken().epoch()
                ? GapReason.ROLLED_BACK
                : lane.losses().reasonBehind(afterSequence);
        for (Span span : inDeadLetters.missing(missing)) {
            gaps.add(new Gap(span, reason, now));
        }
        return gaps;
    }

    private Intervals deadLetterSpans(SourceKey source) throws IOException {
        Intervals spans = new Intervals(ledger.deadLetterSpans(source));
        for (DeadLetter letter : uncommitted) {
            Span span = letter.claim().span();
            if (source.equals(letter.claim().source()) && span != null) {
                spans.add(span);
            }
        }
        return spans;
    }
}

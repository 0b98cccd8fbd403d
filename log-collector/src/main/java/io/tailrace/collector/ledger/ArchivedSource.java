package io.tailrace.collector.ledger;

import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is archived of one source and what is missing, in the ledger and since its last commit. It remembers which of the
 * ledger's rows the next commit has to change. Confined to the writer's thread.
 */
public final class ArchivedSource {

    /** A source that is in more pieces than this is refused what would make one more. */
    public static final int MAX_RANGES = 10_000;

    static final long NOT_STORED = 0;

    private final StoredSource stored;
    private final Intervals archived;
    private final Intervals presumed;
    private final Gaps gaps;
    private final Trail trail;

    private final Set<Long> changedStarts = new HashSet<>();
    private boolean changed;
    private boolean presumedChanged;
    private boolean sealChanged;
    private long row;
    private SourceProgress progress;
    private @Nullable Seal seal;
    private Intervals lost;
    private final List<Span> newlyLost = new ArrayList<>();

    /** All below is archived, or known to be missing. */
    private long provedUntil;

    /**
     * A source that no ledger knows yet.
     *
     * @param isOlder whether it may have sent bytes before this collector began
     * @param epoch of its partition
     */
    public ArchivedSource(SourceKey key, Origin origin, String file, boolean isOlder, int epoch) {
        this(new StoredSource(
                NOT_STORED,
                key,
                origin.path(),
                origin.input(),
                origin.delivery(),
                origin.from(),
                file,
                SourceProgress.none(isOlder, epoch),
                null,
                List.of(),
                List.of(),
                List.of()));
        this.changed = true;
    }

    ArchivedSource(StoredSource stored) {
        this.stored = stored;
        this.row = stored.row();
        this.progress = stored.progress();
        this.seal = stored.seal();
        this.lost = lostOf(stored.seal());
        this.archived = new Intervals(stored.archived());
        this.presumed = new Intervals(stored.presumed());
        this.gaps = new Gaps(stored.gaps());
        this.trail = new Trail(progress.behindSequence(), progress.epoch());
        this.provedUntil = stored.from();
    }

    public SourceKey key() {
        return stored.key();
    }

    public String path() {
        return stored.path();
    }

    public String input() {
        return stored.input();
    }

    public Delivery delivery() {
        return stored.delivery();
    }

    /** The offset that the source is shipped from: its archive file begins with this byte. */
    public long from() {
        return stored.from();
    }

    /** Where its bytes are, relative to the archive's directory. */
    public String file() {
        return stored.file();
    }

    public SourceProgress progress() {
        return progress;
    }

    public @Nullable Seal seal() {
        return seal;
    }

    /** Whether no byte of it was ever seen. */
    public boolean isUnseen() {
        return progress.firstOffset() == SourceProgress.NOTHING_SEEN;
    }

    public Intervals archived() {
        return archived;
    }

    /** Whether any of it is but presumed to be archived. */
    public boolean isPresumed() {
        return !presumed.isEmpty();
    }

    Intervals presumed() {
        return presumed;
    }

    Gaps gaps() {
        return gaps;
    }

    /** What of a span is not archived yet, in order. What is but presumed to be is not. */
    public List<Span> missing(Span span) {
        return archived.missing(span);
    }

    /** Whether a span can be taken: it must not be one piece too many. */
    public boolean hasRoomFor(Span span) {
        return archived.count() < MAX_RANGES || archived.touches(span);
    }

    /** Takes note of a span whose bytes are in the archive file. */
    public void add(Span span) {
        Intervals.Merge merge = archived.add(span);
        changedStarts.addAll(merge.absorbed());
        changedStarts.add(merge.range().start());
        changed = true;
        presumedChanged |= !presumed.remove(span).isEmpty();
        gaps.close(span);
        if (progress.firstOffset() == SourceProgress.NOTHING_SEEN) {
            progress = progress.withFirstOffset(span.start());
        }
    }

    /**
     * Takes it for proved that the broker had acknowledged the source's bytes up to an offset, and that all messages they
     * were in have been processed: what is not archived of them is a gap.
     */
    public void prove(long acked) {
        if (acked > progress.acked()) {
            progress = progress.withAcked(acked);
            changed = true;
        }
        findGaps();
    }

    /**
     * Takes note of the source's end. What it doesn't list as lost is proved as by {@link #prove}; what it does is no gap,
     * whatever was known of it before.
     */
    public void seal(Seal end) {
        if (!end.equals(seal)) {
            end.lost().forEach(range -> newlyLost.addAll(lost.missing(range)));
            seal = end;
            lost = lostOf(end);
            end.lost().forEach(gaps::close);
            sealChanged = true;
            changed = true;
        }
        findGaps();
    }

    /** Takes note of a message of this source, after what it says. */
    public void seen(long sequence, int epoch) {
        trail.pass(sequence, epoch, progress.firstOffset() == from());
        if (trail.behindSequence() != progress.behindSequence() || trail.epoch() != progress.epoch()) {
            progress = progress.withTrail(trail.behindSequence(), trail.epoch());
            changed = true;
        }
    }

    /** Takes note of whether the source may have sent bytes before this collector began, by better knowledge than its age. */
    public void age(boolean isOlder) {
        if (isOlder != progress.isOlder()) {
            progress = progress.withAge(isOlder);
            provedUntil = from();
            changed = true;
        }
    }

    /** Presumes ranges, as far as they are not archived. */
    public void presume(List<Span> spans) {
        for (Span span : spans) {
            for (Span missing : archived.missing(span)) {
                presumed.add(missing);
                gaps.close(missing);
                presumedChanged = true;
            }
        }
    }

    /** Takes all that is archived for presumed. */
    public void distrust() {
        List<Span> all = archived.ranges();
        all.forEach(this::takeBack);
        presume(all);
    }

    /** Takes note that the archive has nothing of a span any more. */
    public void lose(Span span, Instant now) {
        for (Span range : presumed.within(span)) {
            presumed.remove(range);
            presumedChanged = true;
            damaged(new Intervals(List.of(new Span(0, proved()))).within(range), now);
        }
        for (Span range : archived.within(span)) {
            takeBack(range);
            damaged(List.of(range), now);
        }
    }

    private void damaged(List<Span> ranges, Instant now) {
        if (delivery() == Delivery.ACKED) {
            without(lost, ranges).forEach(gone -> gaps.add(new Gap(gone, GapReason.ARCHIVE_DAMAGED, now)));
        }
    }

    /** All below was in the stream, but for what is lost and what counts for nothing. */
    private long proved() {
        Seal end = seal;
        return end == null ? progress.acked() : Math.max(progress.acked(), end.length());
    }

    /** Takes note that the archive has nothing of it but these spans. */
    public void loseAllBut(List<Span> there, Instant now) {
        for (Span gone : new Intervals(there).missing(new Span(0, Long.MAX_VALUE))) {
            lose(gone, now);
        }
    }

    /** Whether something was found to be missing that {@link #decide} has not told of yet. */
    public boolean hasNewGaps() {
        return gaps.hasUndecided() || !newlyLost.isEmpty();
    }

    /** Gives the gaps that were found their reasons; returns all that was found to be missing since the last time. */
    public List<Gap> decide(GapJudge judge, Instant now) throws IOException {
        List<Gap> found = new ArrayList<>(gaps.decide(key(), judge, archived, presumed, lost));
        for (Span range : newlyLost) {
            archived.missing(range).forEach(missing -> found.add(new Gap(missing, GapReason.LOST_BEFORE_READING, now)));
        }
        newlyLost.clear();
        return found;
    }

    /** How much it takes of memory, in ranges. */
    int weight() {
        return 1 + archived.count() + presumed.count() + gaps.count() + lost.count();
    }

    /** Whether the ledger's rows are behind. */
    public boolean isChanged() {
        return changed || presumedChanged || gaps.isChanged() || hasNewGaps();
    }

    /** Whether the seal's rows are behind. */
    boolean isSealChanged() {
        return sealChanged;
    }

    boolean isPresumedChanged() {
        return presumedChanged;
    }

    /** Starts of ranges that may differ from the ledger's rows; one that is no range's start any more is to be removed. */
    Set<Long> changedStarts() {
        return changedStarts;
    }

    long row() {
        return row;
    }

    /** The ledger has made everything durable. */
    void stored(long storedRow) {
        row = storedRow;
        changedStarts.clear();
        gaps.stored();
        changed = false;
        presumedChanged = false;
        sealChanged = false;
    }

    private void findGaps() {
        long until = proved();
        long begin = Math.max(provedUntil, progress.countsFrom(from()));
        if (until <= begin || delivery() != Delivery.ACKED) {
            return;
        }
        provedUntil = until;
        for (Span hole : archived.missing(new Span(begin, until))) {
            for (Span unread : without(lost, without(presumed, List.of(hole)))) {
                for (Span gap : gaps.without(unread)) {
                    gaps.find(gap, trail.behindSequence(), trail.epoch());
                }
            }
        }
    }

    private void takeBack(Span range) {
        changedStarts.addAll(archived.remove(range));
        changed = true;
    }

    private static List<Span> without(Intervals set, List<Span> spans) {
        if (set.isEmpty()) {
            return spans;
        }
        List<Span> left = new ArrayList<>();
        spans.forEach(span -> left.addAll(set.missing(span)));
        return left;
    }

    private static Intervals lostOf(@Nullable Seal end) {
        return end == null ? new Intervals() : new Intervals(end.lost());
    }
}

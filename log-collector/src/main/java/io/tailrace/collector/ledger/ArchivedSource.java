package io.tailrace.collector.ledger;

import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is archived of one source, in the ledger and since its last commit. It remembers which of the ledger's rows the
 * next commit has to change. Confined to the writer's thread.
 */
public final class ArchivedSource {

    static final long NOT_STORED = 0;

    private final SourceKey key;
    private final String path;
    private final String input;
    private final Delivery delivery;
    private final long from;
    private final String file;
    private final Intervals intervals;

    private final Set<Long> changedStarts = new HashSet<>();
    private boolean changed;
    private long row;
    private long acked;
    private @Nullable Seal seal;

    /** A source that no ledger knows yet. */
    public ArchivedSource(SourceKey key, Origin origin, String file) {
        this(
                NOT_STORED,
                key,
                origin.path(),
                origin.input(),
                origin.delivery(),
                origin.from(),
                file,
                new Intervals(),
                0,
                null);
        this.changed = true;
    }

    ArchivedSource(
            long row,
            SourceKey key,
            String path,
            String input,
            Delivery delivery,
            long from,
            String file,
            Intervals intervals,
            long acked,
            @Nullable Seal seal) {
        this.row = row;
        this.key = key;
        this.path = path;
        this.input = input;
        this.delivery = delivery;
        this.from = from;
        this.file = file;
        this.intervals = intervals;
        this.acked = acked;
        this.seal = seal;
    }

    public SourceKey key() {
        return key;
    }

    public String path() {
        return path;
    }

    public String input() {
        return input;
    }

    public Delivery delivery() {
        return delivery;
    }

    /** The offset that the source is shipped from: its archive file begins with this byte. */
    public long from() {
        return from;
    }

    /** Where its bytes are, relative to the archive's directory. */
    public String file() {
        return file;
    }

    /** What of a span is not archived yet, in order. */
    public List<Span> missing(Span span) {
        return intervals.missing(span);
    }

    /** Takes note of a span whose bytes are in the archive file. */
    public void add(Span span) {
        Intervals.Merge merge = intervals.add(span);
        changedStarts.addAll(merge.absorbed());
        changedStarts.add(merge.range().start());
        changed = true;
    }

    /** Takes note of how far the broker had acknowledged the source's bytes to its agent. */
    public void acked(long offset) {
        if (offset > acked) {
            acked = offset;
            changed = true;
        }
    }

    public long acked() {
        return acked;
    }

    /** Takes note of the source's end. */
    public void seal(Seal end) {
        if (!end.equals(seal)) {
            seal = end;
            changed = true;
        }
    }

    public @Nullable Seal seal() {
        return seal;
    }

    public Intervals intervals() {
        return intervals;
    }

    /** Whether the ledger's rows are behind. */
    boolean isChanged() {
        return changed;
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
        changed = false;
    }
}

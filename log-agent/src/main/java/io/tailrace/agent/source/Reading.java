package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Flight;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a source is read on: at the lowest offset that is neither acked nor on its way. That is where the reading stopped,
 * except after a restart, and after the stream lost what it had: then it goes on in the holes. Only the shipping thread touches
 * it.
 */
final class Reading {

    private final Progress progress;
    private final NavigableMap<Long, Flight> cuts = new TreeMap<>();
    private long next;
    private @Nullable Tail before;
    private long read;
    private Tail mark;

    /**
     * @param next offset of the next byte to send
     * @param read offset up to which bytes may have been sent before, not below {@code next}
     * @param mark the bytes before {@code read}
     */
    Reading(Progress progress, long next, long read, Tail mark) {
        this.progress = progress;
        this.next = next;
        this.before = next == read ? mark : null;
        this.read = read;
        this.mark = mark;
    }

    /** Offset of the next byte to look at. */
    long next() {
        return next;
    }

    /** The bytes before {@link #next()}, as they were read; null where others were read last. */
    @Nullable Tail before() {
        return before;
    }

    /** The highest offset that was ever read to. */
    long read() {
        return read;
    }

    /** What was read just before {@link #read()}. */
    Tail mark() {
        return mark;
    }

    /** The bytes before {@link #read()} were looked at once more, in whatever has them now. */
    void mark(Tail tail) {
        mark = tail;
        before = next == read ? tail : null;
    }

    /** How bytes were cut that may still be on their way. */
    void plan(Collection<Flight> flights) {
        flights.forEach(flight -> cuts.put(flight.span().start(), flight));
        goOn();
    }

    /** The reader got as far as {@code offset}: what is before it was sent. */
    void readTo(long offset, Tail tail) {
        next = offset;
        before = tail;
        if (offset >= read) {
            read = offset;
            mark = tail;
        }
        goOn();
    }

    /** Passes over what the stream is known to hold by now. */
    void goOn() {
        goTo(progress.nextFree(next));
        cuts.headMap(next, false).clear();
    }

    /** Goes back to the first hole. */
    void goBack() {
        goTo(progress.nextFree(0));
    }

    private void goTo(long free) {
        if (free != next) {
            next = free;
            before = free == read ? mark : null;
        }
    }

    /** What may be sent at {@link #next()}. */
    Stretch stretch() {
        long end = progress.endOfFree(next);
        Flight cut = cuts.get(next);
        if (cut != null && cut.span().end() <= end) {
            return new Stretch(cut.span().end(), cut);
        }
        Map.Entry<Long, Flight> later = cuts.higherEntry(next);
        return new Stretch(later == null ? end : Math.min(end, later.getKey()), null);
    }
}

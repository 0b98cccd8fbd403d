package io.tailrace.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A set of byte offsets as merged half-open ranges: no two of them overlap or touch. For one thread. */
public final class Intervals {

    private final TreeMap<Long, Long> endsByStart = new TreeMap<>();
    private long bytes;

    public Intervals() {}

    public Intervals(Collection<Span> spans) {
        spans.forEach(this::add);
    }

    /** What of a span is not in the set, in order. */
    public List<Span> missing(Span span) {
        List<Span> missing = new ArrayList<>(1);
        long from = span.start();
        Map.Entry<Long, Long> before = endsByStart.floorEntry(from);
        if (before != null) {
            from = Math.max(from, before.getValue());
        }
        while (from < span.end()) {
            Map.Entry<Long, Long> next = endsByStart.higherEntry(from);
            if (next == null || next.getKey() >= span.end()) {
                missing.add(new Span(from, span.end()));
                break;
            }
            if (next.getKey() > from) {
                missing.add(new Span(from, next.getKey()));
            }
            from = next.getValue();
        }
        return missing;
    }

    /** Adds a span and says which ranges became one. */
    public Merge add(Span span) {
        if (span.isEmpty()) {
            return new Merge(span, List.of());
        }
        long start = span.start();
        long end = span.end();
        List<Long> absorbed = new ArrayList<>(1);
        Map.Entry<Long, Long> neighbour = endsByStart.floorEntry(start);
        if (neighbour == null || neighbour.getValue() < start) {
            neighbour = endsByStart.higherEntry(start);
        }
        while (neighbour != null && neighbour.getKey() <= end) {
            start = Math.min(start, neighbour.getKey());
            end = Math.max(end, neighbour.getValue());
            bytes -= neighbour.getValue() - neighbour.getKey();
            absorbed.add(neighbour.getKey());
            endsByStart.remove(neighbour.getKey());
            neighbour = endsByStart.higherEntry(neighbour.getKey());
        }
        endsByStart.put(start, end);
        bytes += end - start;
        return new Merge(new Span(start, end), absorbed);
    }

    /** Takes a span out of the set; returns the starts of the ranges that it touched, and of those that are left of them. */
    public Set<Long> remove(Span span) {
        if (span.isEmpty()) {
            return Set.of();
        }
        Set<Long> changed = new TreeSet<>();
        Map.Entry<Long, Long> range = endsByStart.lowerEntry(span.end());
        while (range != null && range.getValue() > span.start()) {
            long start = range.getKey();
            long end = range.getValue();
            endsByStart.remove(start);
            bytes -= end - start;
            changed.add(start);
            if (end > span.end()) {
                put(span.end(), end, changed);
            }
            if (start < span.start()) {
                put(start, span.start(), changed);
            }
            range = endsByStart.lowerEntry(span.end());
        }
        return changed;
    }

    private void put(long start, long end, Set<Long> changed) {
        endsByStart.put(start, end);
        bytes += end - start;
        changed.add(start);
    }

    /** What of a span is in the set, in order. */
    public List<Span> within(Span span) {
        List<Span> within = new ArrayList<>(1);
        Map.Entry<Long, Long> range = endsByStart.floorEntry(span.start());
        if (range == null || range.getValue() <= span.start()) {
            range = endsByStart.higherEntry(span.start());
        }
        while (range != null && range.getKey() < span.end() && !span.isEmpty()) {
            within.add(new Span(Math.max(range.getKey(), span.start()), Math.min(range.getValue(), span.end())));
            range = endsByStart.higherEntry(range.getKey());
        }
        return within;
    }

    /** Whether a span overlaps a range or adjoins one, so that adding it makes no range more. */
    public boolean touches(Span span) {
        Map.Entry<Long, Long> range = endsByStart.floorEntry(span.end());
        return range != null && range.getValue() >= span.start();
    }

    /** How many ranges there are. */
    public int count() {
        return endsByStart.size();
    }

    /** The end of the range that starts here, or -1. */
    public long endOf(long start) {
        return endsByStart.getOrDefault(start, -1L);
    }

    /** The ranges, in order. */
    public List<Span> ranges() {
        List<Span> ranges = new ArrayList<>(endsByStart.size());
        endsByStart.forEach((start, end) -> ranges.add(new Span(start, end)));
        return ranges;
    }

    /** What lies between {@code from} and the end of the last range without being in the set, in order. */
    public List<Span> holes(long from) {
        return end() > from ? missing(new Span(from, end())) : List.of();
    }

    /** The end of the range that holds this offset; the offset itself when none does. */
    public long endOfRangeAt(long offset) {
        Map.Entry<Long, Long> range = endsByStart.floorEntry(offset);
        return range == null ? offset : Math.max(offset, range.getValue());
    }

    /** The start of the first range that begins behind this offset, or {@code Long.MAX_VALUE}. */
    public long nextStartAfter(long offset) {
        Long start = endsByStart.higherKey(offset);
        return start == null ? Long.MAX_VALUE : start;
    }

    /** Whether all of a span is in the set. */
    public boolean contains(Span span) {
        return span.isEmpty() || endOfRangeAt(span.start()) >= span.end();
    }

    /** Whether the set is empty. */
    public boolean isEmpty() {
        return endsByStart.isEmpty();
    }

    /** How many offsets are in the set. */
    public long bytes() {
        return bytes;
    }

    /** The end of the last range, 0 when there is none. */
    public long end() {
        return endsByStart.isEmpty() ? 0 : endsByStart.lastEntry().getValue();
    }

    /**
     * What adding a span did.
     *
     * @param range the range that now holds the span
     * @param absorbed starts of the ranges that were there and are part of it now
     */
    public record Merge(Span range, List<Long> absorbed) {}
}

package io.tailrace.agent.source;

import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of one source is on its way, and what the stream is known to hold: contiguously up to {@link #acked()}, and in pieces
 * beyond. Only the shipping thread touches it.
 */
final class Progress {

    private final TreeMap<Long, Span> inFlight = new TreeMap<>();
    private long inFlightBytes;
    private long acked;
    private Intervals beyond = new Intervals();

    /** @param acked offset up to which nothing is left to be sent */
    Progress(long acked) {
        this.acked = acked;
    }

    /** A span that holds nothing that is acked or on its way. */
    void sent(Span span) {
        inFlight.put(span.start(), span);
        inFlightBytes += span.length();
    }

    /** The stream has a span that was on its way. */
    void acked(Span span) {
        if (inFlight.remove(span.start()) != null) {
            inFlightBytes -= span.length();
        }
        hold(span);
    }

    /** The stream holds these, whoever sent them. */
    void hold(Iterable<Span> spans) {
        spans.forEach(this::hold);
    }

    /** The stream holds these, and of all the rest from an offset on nothing any more. */
    void holdOnly(long from, Iterable<Span> spans) {
        acked = from;
        beyond = new Intervals();
        hold(spans);
    }

    private void hold(Span span) {
        if (span.end() <= acked) {
            return;
        }
        if (span.start() <= acked) {
            acked = span.end();
        } else {
            beyond.add(span);
        }
        if (!beyond.isEmpty()) {
            acked = beyond.endOfRangeAt(acked);
            if (acked >= beyond.end()) {
                beyond = new Intervals();
            }
        }
    }

    /** Contiguously acknowledged offset. */
    long acked() {
        return acked;
    }

    /** The end of what is acked. */
    long end() {
        return Math.max(acked, beyond.end());
    }

    /** What is acked beyond {@link #acked()}, in order. */
    List<Span> beyond() {
        return beyond.ranges();
    }

    /** What the stream is not known to hold of a span, in order; on its way or not. */
    List<Span> notAcked(Span span) {
        long start = Math.min(span.end(), Math.max(acked, span.start()));
        return beyond.missing(new Span(start, span.end()));
    }

    /** The first offset from here on that is neither acked nor on its way. */
    long nextFree(long offset) {
        long free = Math.max(acked, offset);
        while (true) {
            Map.Entry<Long, Span> sent = inFlight.floorEntry(free);
            long next = Math.max(
                    beyond.endOfRangeAt(free),
                    sent == null ? free : sent.getValue().end());
            if (next <= free) {
                return free;
            }
            free = next;
        }
    }

    /** Where the free range ends that holds a free offset; {@code Long.MAX_VALUE} where nothing is acked or sent behind it. */
    long endOfFree(long offset) {
        Long sent = inFlight.higherKey(offset);
        return Math.min(beyond.nextStartAfter(offset), sent == null ? Long.MAX_VALUE : sent);
    }

    long inFlightBytes() {
        return inFlightBytes;
    }

    int inFlightMessages() {
        return inFlight.size();
    }
}

package io.tailrace.agent.source;

import io.tailrace.protocol.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** What of one source was sent, and up to where all of it was acknowledged. Only the shipping thread touches it. */
final class Progress {

    private final Deque<Span> inFlight = new ArrayDeque<>();
    private final Set<Span> ackedEarly = new HashSet<>();
    private long inFlightBytes;
    private long acked;

    Progress(long acked) {
        this.acked = acked;
    }

    /** Spans are sent one behind the other. */
    void sent(Span span) {
        inFlight.add(span);
        inFlightBytes += span.length();
    }

    void acked(Span span) {
        inFlightBytes -= span.length();
        if (!span.equals(inFlight.peek())) {
            ackedEarly.add(span);
            return;
        }
        Span next = inFlight.remove();
        acked = next.end();
        while (!ackedEarly.isEmpty() && inFlight.peek() != null && ackedEarly.remove(inFlight.peek())) {
            acked = inFlight.remove().end();
        }
    }

    /** Contiguously acknowledged offset. */
    long acked() {
        return acked;
    }

    long inFlightBytes() {
        return inFlightBytes;
    }

    int inFlightMessages() {
        return inFlight.size() - ackedEarly.size();
    }
}

package io.tailrace.agent.source;

/** How long a source has been waiting for acknowledgements, at least. Only the shipping thread touches it. */
final class Lag {

    private long seenUpTo;
    private long seenAt;

    /** Takes the time anew once all is acknowledged that was seen when it was taken before. */
    void take(long now, long acked, long size) {
        if (acked >= seenUpTo && size > acked) {
            seenUpTo = size;
            seenAt = now;
        }
    }

    /** Since the time that was taken last, in nanoseconds. */
    long nanos(long now) {
        return Math.max(0, now - seenAt);
    }
}

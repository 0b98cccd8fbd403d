package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.GapReason;

/**
 * What a stream says of itself.
 *
 * @param created when it was created, as the server says
 * @param firstSequence of the first message it has; one more than the last one where it has none
 * @param lastSequence of the last message it ever had, of all subjects
 * @param firstTimeNanos the first message's time, nanoseconds since 1970; 0 where it has none
 * @param nowNanos the server's time
 * @param limits what it drops messages for
 */
public record StreamFacts(
        String created, long firstSequence, long lastSequence, long firstTimeNanos, long nowNanos, Limits limits) {

    /**
     * Why the stream's beginning is where it is now.
     *
     * @param positionNanos time of the last message that was read before the beginning came past it, 0 where unknown
     */
    GapReason reasonOfPassing(long positionNanos) {
        long oldest = positionNanos > 0 ? positionNanos : firstTimeNanos;
        if (limits.maxAgeNanos() > 0 && oldest > 0 && nowNanos - oldest >= limits.maxAgeNanos()) {
            return GapReason.EXPIRED;
        }
        return limits.dropsOldest() && limits.fill() >= Limits.FULL ? GapReason.EVICTED : GapReason.PURGED;
    }

    /**
     * What a stream drops messages for.
     *
     * @param maxAgeNanos how old they get, 0 for without limit
     * @param fill how full it is of messages or bytes, 0 to 1; NaN where neither is limited
     * @param dropsOldest whether the oldest go when it is full; else it takes no more
     * @param perSubject whether each subject has a limit of its own, so that messages go from the middle
     */
    public record Limits(long maxAgeNanos, double fill, boolean dropsOldest, boolean perSubject) {

        /** A stream that drops what is oldest is full but for what the next message is too large for. */
        static final double FULL = 0.9;
    }
}

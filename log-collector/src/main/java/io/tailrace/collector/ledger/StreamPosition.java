package io.tailrace.collector.ledger;

/**
 * Up to where a partition of a stream is committed. A sequence alone says nothing: it counts anew when the stream is
 * created anew.
 *
 * @param created when the stream was created, as the server says
 * @param sequence of the last committed message, 0 for none
 * @param timestampNanos that message's time in the stream, nanoseconds since 1970, 0 for none
 * @param plainUntilNanos 0, or the time in the stream up to which messages without a span were archived before the
 *     position became void: what is read again is told from what is new by this
 */
public record StreamPosition(String created, long sequence, long timestampNanos, long plainUntilNanos) {

    /** A position that was never void. */
    public static StreamPosition of(String created, long sequence) {
        return new StreamPosition(created, sequence, 0, 0);
    }

    /** The same place one or more messages further on. */
    public StreamPosition advancedTo(long newSequence, long newTimestampNanos) {
        return new StreamPosition(
                created, newSequence, newTimestampNanos, newTimestampNanos > plainUntilNanos ? 0 : plainUntilNanos);
    }

    /** The beginning of a stream that is not, or not any more, what this position was taken from. */
    public StreamPosition voided(String newCreated) {
        return new StreamPosition(newCreated, 0, 0, Math.max(timestampNanos, plainUntilNanos));
    }
}

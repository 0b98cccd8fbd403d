package io.tailrace.collector.ledger;

/**
 * A place in a stream. A sequence alone says nothing: it counts anew when the stream is created anew, and holds another
 * message when the stream was rolled back.
 *
 * @param created when the stream was created, as the server says
 * @param sequence of a message, 0 for before the first one
 * @param timestampNanos that message's time in the stream, nanoseconds since 1970: the witness, which no other message
 *     there has; 0 where nobody knows it
 */
public record StreamPosition(String created, long sequence, long timestampNanos) {

    /** A place without a witness. */
    public static StreamPosition of(String created, long sequence) {
        return new StreamPosition(created, sequence, 0);
    }

    /** Whether a message is there that can be compared. */
    public boolean hasWitness() {
        return sequence > 0 && timestampNanos > 0;
    }
}

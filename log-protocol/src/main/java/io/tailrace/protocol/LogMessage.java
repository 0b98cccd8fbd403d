package io.tailrace.protocol;

import java.util.List;
import java.util.OptionalLong;

/**
 * What one NATS message means, without its payload. {@link LogHeaders} writes it into headers and reads it back.
 */
public sealed interface LogMessage {

    /**
     * The bytes of one span, which are the payload.
     *
     * @param origin the source
     * @param span as long as the payload, not empty
     * @param acked the source's contiguously acked offset when this was sent; empty for fire-and-forget
     * @param linePart whether the payload is whole lines
     * @param readMicros when the span's first byte was read, microseconds since 1970
     */
    record Content(Origin origin, Span span, OptionalLong acked, LinePart linePart, long readMicros)
            implements LogMessage {}

    /**
     * The agent's word that a source has ended. The payload is empty.
     *
     * @param origin the source
     * @param length its final length in bytes
     * @param reason why it ended
     * @param lost ranges that the agent could not read any more
     */
    record Seal(Origin origin, long length, SealReason reason, List<Span> lost) implements LogMessage {

        public Seal {
            lost = List.copyOf(lost);
        }
    }

    /**
     * A mark in the agent's own subject, by which it knows what the stream held before. The payload is empty.
     *
     * @param instance random id of the agent's run
     * @param epoch counts the barriers of that run
     */
    record Barrier(String instance, long epoch) implements LogMessage {}

    /** A message without Tailrace's headers, of any NATS client: one or more lines of its host. */
    record Plain() implements LogMessage {}
}

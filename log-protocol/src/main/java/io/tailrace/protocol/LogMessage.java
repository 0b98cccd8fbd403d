package io.tailrace.protocol;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one NATS message means, without its payload. {@link LogHeaders} writes it into headers and reads it back. What
 * reading would refuse cannot be made, so an agent never sends a dead letter.
 */
public sealed interface LogMessage {

    /**
     * The bytes of one span, which are the payload.
     *
     * @param origin the source
     * @param span as long as the payload, not empty
     * @param acked the source's contiguously acked offset when this was sent; left empty for fire-and-forget, whatever is
     *     given. Beyond the span's start where a message is sent again
     * @param linePart whether the payload is whole lines
     * @param readMicros when the span's first byte was read, microseconds since 1970; what a clock says that stands
     *     before 1970 counts as 0, since it must not keep a message from being archived
     * @param crc {@link Checksum} of the payload; agents of before did not send it
     */
    record Content(Origin origin, Span span, OptionalLong acked, LinePart linePart, long readMicros, OptionalInt crc)
            implements LogMessage {

        /** One without a checksum. */
        public Content(Origin origin, Span span, OptionalLong acked, LinePart linePart, long readMicros) {
            this(origin, span, acked, linePart, readMicros, OptionalInt.empty());
        }

        public Content {
            if (span.isEmpty() || span.start() < origin.from()) {
                throw new IllegalArgumentException(
                        span + " is not a span of bytes of a source that is shipped from " + origin.from());
            }
            if (origin.delivery() == Delivery.FIRE_AND_FORGET) {
                acked = OptionalLong.empty();
            } else if (acked.orElse(-1) < 0) {
                throw new IllegalArgumentException(
                        "a message of an acked source has an offset of 0 or more, not " + acked);
            }
            readMicros = Math.max(0, readMicros);
        }

        /** The same bytes, sent when more of the source was acked. */
        public Content withAcked(long offset) {
            return new Content(origin, span, OptionalLong.of(offset), linePart, readMicros, crc);
        }
    }

    /**
     * The agent's word that a source has ended. The payload is empty.
     *
     * @param origin the source
     * @param length its final length in bytes, not below the offset that it was shipped from
     * @param reason why it ended
     * @param lost ranges that the agent could not read any more: of bytes that the source was to be shipped with, in
     *     ascending order, disjoint. Each takes header space: ask {@link LogHeaders#size} where there may be hundreds
     */
    record Seal(Origin origin, long length, SealReason reason, List<Span> lost) implements LogMessage {

        public Seal {
            if (length < origin.from()) {
                throw new IllegalArgumentException(
                        "a source shipped from " + origin.from() + " does not end at " + length);
            }
            lost = List.copyOf(lost);
            long before = origin.from();
            for (Span range : lost) {
                if (range.isEmpty() || range.start() < before || range.end() > length) {
                    throw new IllegalArgumentException("lost ranges are disjoint, ascending and within " + origin.from()
                            + "-" + length + ", not " + range + " after " + before);
                }
                before = range.end();
            }
        }
    }

    /**
     * A mark in the agent's own subject, by which it knows what the stream held before. The payload is empty.
     *
     * @param instance random id of the agent's run: printable ASCII without space and colon
     * @param epoch counts the barriers of that run, from 0
     */
    record Barrier(String instance, long epoch) implements LogMessage {

        public Barrier {
            HeaderLimits.checkToken("an agent's instance", instance);
            if (epoch < 0) {
                throw new IllegalArgumentException("an epoch is 0 or more, not " + epoch);
            }
        }
    }

    /** A message without Tailrace's headers, of any NATS client: one or more lines of its host. */
    record Plain() implements LogMessage {}
}

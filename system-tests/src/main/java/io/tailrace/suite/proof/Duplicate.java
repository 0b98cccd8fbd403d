package io.tailrace.suite.proof;

import io.tailrace.protocol.Span;
import java.time.Instant;

/**
 * Two messages of a stream that hold the same bytes of a source.
 *
 * @param source its id
 * @param first the one that was stored first
 * @param second the other one
 */
public record Duplicate(String source, Stored first, Stored second) {

    /**
     * A message in the stream.
     *
     * @param span the bytes that it carries
     * @param sequence its place there
     * @param time when it was stored
     */
    public record Stored(Span span, long sequence, Instant time) {

        @Override
        public String toString() {
            return span + " at " + sequence + " (" + time + ")";
        }
    }
}

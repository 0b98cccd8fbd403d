package io.tailrace.agent.checkpoint;

import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.Probe;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;

/**
 * A message that was sent and perhaps not acknowledged, as the {@link FlightRecorder} remembers it.
 *
 * @param source whose bytes
 * @param span which
 * @param attempt of its id
 * @param crc checksum of the bytes, as in the message's {@code Log-Crc}
 */
public record Flight(SourceId source, Span span, int attempt, int crc) {

    /** Whether a file has these very bytes there. */
    public boolean isIn(Content file) throws IOException {
        return probe().isIn(file);
    }

    /** The bytes that a file has to have, to be the one that they were read from. */
    public Probe probe() {
        return new Probe(span.start(), span.length(), crc);
    }
}

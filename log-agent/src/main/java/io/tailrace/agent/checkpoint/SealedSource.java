package io.tailrace.agent.checkpoint;

import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.time.Instant;
import java.util.List;

/**
 * A source that has ended, whose seal the stream has, and whose file is gone.
 *
 * @param source its id
 * @param path where its file was when it was first seen
 * @param input what matched it
 * @param delivery how its bytes were sent
 * @param from the offset that it was shipped from
 * @param length its final length in bytes
 * @param reason why it ended
 * @param lost ranges that could not be read, in order
 * @param firstSequence in the stream, of its first message, 0 when that is not known
 * @param lastSequence of its last one, 0 when that is not known
 * @param fingerprint of all that was read of it
 * @param sealedAt when it was forgotten, by the host's clock
 */
public record SealedSource(
        SourceId source,
        String path,
        String input,
        Delivery delivery,
        long from,
        long length,
        SealReason reason,
        List<Span> lost,
        long firstSequence,
        long lastSequence,
        Fingerprint fingerprint,
        Instant sealedAt) {

    public SealedSource {
        lost = List.copyOf(lost);
    }

    /** Whether the stream was given all of it from its first byte on, and it can be told by its fingerprint. */
    public boolean isWhole() {
        return from == 0 && lost.isEmpty() && fingerprint.offset() == length && length >= Fingerprint.LENGTH;
    }
}

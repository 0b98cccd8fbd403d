package io.tailrace.agent.framing;

import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts once more what was cut already, for a stream that has come to take smaller messages only. */
public final class Recut {

    private Recut() {}

    /**
     * Cuts a message's payload at line ends, a longer line into parts.
     *
     * @param span of the payload
     * @param linePart what the payload is
     * @param maxBytes length of a piece at most, at least 1
     * @return the pieces, which together are the payload
     */
    public static List<Frame> of(Span span, byte[] payload, LinePart linePart, int maxBytes) {
        // A chunk sees from the byte before whether it begins within a line: where it does, any but a line end will do.
        int before = linePart == LinePart.MIDDLE || linePart == LinePart.END ? 1 : 0;
        ByteBuffer bytes = ByteBuffer.allocate(before + payload.length).put(before, payload);
        Chunk chunk = new Chunk(bytes, before, span.start(), false);
        FrameLimits limits = new FrameLimits(maxBytes, 0);
        List<Frame> pieces = new ArrayList<>();
        for (Frame piece = chunk.next(limits, Patience.FLUSH);
                piece != null;
                piece = chunk.next(limits, Patience.FLUSH)) {
            pieces.add(piece);
        }
        return pieces;
    }
}

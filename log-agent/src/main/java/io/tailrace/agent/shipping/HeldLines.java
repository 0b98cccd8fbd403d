package io.tailrace.agent.shipping;

import io.tailrace.agent.framing.Chunk;
import io.tailrace.agent.source.Source;
import java.util.HashMap;
import java.util.Map;

/** Last lines without line end, and since when each has not grown. Only the shipping thread touches it. */
final class HeldLines {

    private record Held(long offset, int length, long since) {}

    private final Map<Source, Held> held = new HashMap<>();

    /** Whether what a look found is a last line that was held as it is for as long as its input wants. */
    boolean isDue(Source source, Chunk chunk, long now) {
        Held line = held.get(source);
        return line != null
                && line.offset() == chunk.offset()
                && line.length() == chunk.remaining()
                && now - line.since() >= source.input().partialLineTimeout().toNanos();
    }

    /**
     * Holds what remains of a look.
     *
     * @return when it will be due
     */
    long hold(Source source, Chunk chunk, long now) {
        Held line = held.get(source);
        if (line == null || line.offset() != chunk.offset() || line.length() != chunk.remaining()) {
            line = new Held(chunk.offset(), chunk.remaining(), now);
            held.put(source, line);
        }
        return line.since() + source.input().partialLineTimeout().toNanos();
    }

    void release(Source source) {
        held.remove(source);
    }
}

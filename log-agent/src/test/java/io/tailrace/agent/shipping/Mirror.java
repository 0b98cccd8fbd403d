package io.tailrace.agent.shipping;

import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Origin;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What an archive would have of one source: each span at its own offset. Guarded by its stream. */
final class Mirror {

    private final Origin origin;
    private final BitSet there = new BitSet();
    private byte[] bytes = new byte[0];
    private int repeated;

    Mirror(Origin origin) {
        this.origin = origin;
    }

    /** Writes a span; what contradicts what was said before, null if nothing does. */
    @Nullable String write(LogMessage.Content content, byte[] payload) {
        int start = Math.toIntExact(content.span().start());
        int end = Math.toIntExact(content.span().end());
        if (content.acked().isPresent()
                && there.nextClearBit(0) < content.acked().getAsLong()) {
            return content + " says acked beyond " + there.nextClearBit(0);
        }
        if (payload.length != end - start) {
            return content + " has " + payload.length + " bytes";
        }
        if (bytes.length < end) {
            bytes = Arrays.copyOf(bytes, end);
        }
        for (int i = start; i < end; i++) {
            if (there.get(i) && bytes[i] != payload[i - start]) {
                return content + " has other bytes at " + i + " than the stream";
            }
        }
        repeated += there.get(start, end).cardinality();
        System.arraycopy(payload, 0, bytes, start, payload.length);
        there.set(start, end);
        return null;
    }

    /**
     * Takes a seal; what contradicts what was said before, null if nothing does.
     *
     * @param exact whether the agent has to know the source's length
     */
    @Nullable String seal(LogMessage.Seal last, boolean exact) {
        BitSet accounted = (BitSet) there.clone();
        last.lost().forEach(lost -> accounted.set((int) lost.start(), (int) lost.end()));
        return accounted.nextClearBit(0) < last.length() || (exact && there.length() > last.length())
                ? last + " does not account for " + there.cardinality() + " bytes up to " + there.length()
                : null;
    }

    Origin origin() {
        return origin;
    }

    boolean hasHoles() {
        return there.cardinality() < there.length();
    }

    /** Bytes that came more than once. */
    int repeated() {
        return repeated;
    }

    byte[] bytes() {
        return bytes.clone();
    }
}

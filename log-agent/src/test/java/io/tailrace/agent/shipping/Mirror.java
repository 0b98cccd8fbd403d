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
    private final BitSet lost = new BitSet();
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
        for (int i = start; i < end && i < bytes.length; i++) {
            if (there.get(i) && bytes[i] != payload[i - start]) {
                return content + " has other bytes at " + i + " than the stream";
            }
        }
        repeated += there.get(start, end).cardinality();
        put(content, payload);
        return null;
    }

    /** Puts a span where it belongs, whatever was said before. */
    void put(LogMessage.Content content, byte[] payload) {
        int start = Math.toIntExact(content.span().start());
        int end = Math.toIntExact(content.span().end());
        if (bytes.length < end) {
            bytes = Arrays.copyOf(bytes, end);
        }
        System.arraycopy(payload, 0, bytes, start, payload.length);
        there.set(start, end);
    }

    /**
     * Takes a seal; what contradicts what was said before, null if nothing does.
     *
     * @param exact whether the agent has to know the source's length
     */
    @Nullable String seal(LogMessage.Seal last, boolean exact) {
        last.lost().forEach(range -> lost.set((int) range.start(), (int) range.end()));
        return accounted().nextClearBit(0) < last.length() || (exact && there.length() > last.length())
                ? last + " does not account for " + there.cardinality() + " bytes up to " + there.length()
                : null;
    }

    private BitSet accounted() {
        BitSet accounted = (BitSet) there.clone();
        accounted.or(lost);
        return accounted;
    }

    Origin origin() {
        return origin;
    }

    /** Whether bytes are missing before others, and no seal says that they are lost. */
    boolean hasHoles() {
        return accounted().nextClearBit(0) < there.length();
    }

    /** Whether all that is there is what the content begins with. */
    boolean isBeginningOf(byte[] content) {
        return there.length() <= content.length && there.stream().allMatch(i -> bytes[i] == content[i]);
    }

    /** Whether so many bytes are there, from the first on. */
    boolean isWhole(int length) {
        return there.nextClearBit(0) >= length;
    }

    /** Bytes that came more than once. */
    int repeated() {
        return repeated;
    }

    byte[] bytes() {
        return bytes.clone();
    }
}

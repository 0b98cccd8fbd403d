package io.tailrace.agent.framing;

import io.tailrace.agent.source.Source;
import io.tailrace.agent.source.Tail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads sources into one buffer: one turn reads at most a fixed amount, so that a loud file can't starve a thousand
 * quiet ones. Each look takes the bytes before the offset with it, in the same read: if they changed, the file was cut,
 * even when it has grown past the offset again. Only the shipping thread touches it.
 */
public final class SourceReader {

    private final ByteBuffer buffer;
    private final ByteBuffer check = ByteBuffer.allocateDirect(Tail.MAX_LENGTH);

    /**
     * Makes its buffer.
     *
     * @param turn how much one look reads at most, in bytes
     */
    public SourceReader(int turn) {
        this.buffer = ByteBuffer.allocateDirect(Tail.MAX_LENGTH + turn);
    }

    /** How much one look reads at most, in bytes, where messages have at most so many. */
    public static int turn(int maxMessageSize) {
        return 2 * maxMessageSize;
    }

    /** How far before the end of a look the next one may begin, in bytes. */
    public static int reach(int maxMessageSize) {
        return turn(maxMessageSize) + Tail.MAX_LENGTH;
    }

    /**
     * Looks at what a source has from its next offset on.
     *
     * @return empty when the file was cut: it is another generation now
     */
    public Optional<Chunk> look(Source source) throws IOException {
        Tail before = source.before();
        // Read on elsewhere than before, the byte before tells whether a line goes on there.
        int length = before == null ? (int) Math.min(1, source.next()) : before.length();
        long from = source.next() - length;
        buffer.clear();
        boolean full = source.content().fill(buffer, from);
        buffer.flip();
        boolean same = buffer.limit() >= length
                && (before == null || before.isAtStartOf(buffer))
                && (source.read() > 0 || source.beginsAs(buffer));
        if (!same || !isSameUpTo(source)) {
            return Optional.empty();
        }
        return Optional.of(new Chunk(buffer, length, source.next(), full));
    }

    /**
     * Where bytes are read again, what was read last of the file has to be there still, and that after the others were
     * read: a file that was cut in between has others there, or none.
     */
    private boolean isSameUpTo(Source source) throws IOException {
        if (source.next() >= source.read() || !source.content().mayChange()) {
            return true;
        }
        Tail mark = source.mark();
        check.clear().limit(mark.length());
        return source.content().fill(check, source.read() - mark.length()) && mark.isAtStartOf(check.flip());
    }
}

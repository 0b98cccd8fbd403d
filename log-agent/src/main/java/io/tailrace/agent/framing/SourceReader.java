package io.tailrace.agent.framing;

import io.tailrace.agent.source.Source;
import io.tailrace.agent.source.Tail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Reads sources into one buffer: one turn reads at most a fixed amount, so that a loud file can't starve a thousand
 * quiet ones. Each look takes the bytes before the offset with it, in the same read: if they changed, the file was cut,
 * even when it has grown past the offset again. Only the shipping thread touches it.
 */
public final class SourceReader {

    private final ByteBuffer buffer;

    /**
     * @param turn how much one look reads at most, in bytes
     */
    public SourceReader(int turn) {
        this.buffer = ByteBuffer.allocateDirect(Tail.MAX_LENGTH + turn);
    }

    /**
     * Looks at what a source has behind what was read.
     *
     * @return empty when the file was cut: it is another generation now
     */
    public Optional<Chunk> look(Source source) throws IOException {
        Tail tail = source.tail();
        long from = source.read() - tail.length();
        buffer.clear();
        boolean full = fill(source.channel(), from);
        buffer.flip();
        if (buffer.limit() < tail.length() || !tail.isAtStartOf(buffer)) {
            return Optional.empty();
        }
        return Optional.of(new Chunk(buffer, tail.length(), source.read(), full));
    }

    /** Fills the buffer from the file, or to the file's end. */
    private boolean fill(FileChannel file, long from) throws IOException {
        while (buffer.hasRemaining()) {
            if (file.read(buffer, from + buffer.position()) < 0) {
                return false;
            }
        }
        return true;
    }
}

package io.tailrace.agent.content;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A source's bytes by their offset: a file's own, or what a compressed file decompresses to. For one thread at a time. */
public interface Content extends Closeable {

    /**
     * Reads some bytes, as many as are at hand.
     *
     * @param offset of the first one
     * @return how many, or -1 where there is none
     */
    int read(ByteBuffer into, long offset) throws IOException;

    /** How many bytes there are at present. */
    long size() throws IOException;

    /** Whether the bytes that were read may be others by now: true of a file, not of what was checked to its end. */
    default boolean mayChange() {
        return true;
    }

    /** Whether reading there takes no longer than reading a file does. What is far has to be gone to on another thread. */
    default boolean isNear(long offset) {
        return true;
    }

    /**
     * Fills a buffer.
     *
     * @param offset of the byte at the buffer's position
     * @return false where the bytes end before the buffer is full
     */
    default boolean fill(ByteBuffer into, long offset) throws IOException {
        long base = offset - into.position();
        while (into.hasRemaining()) {
            if (read(into, base + into.position()) < 0) {
                return false;
            }
        }
        return true;
    }
}

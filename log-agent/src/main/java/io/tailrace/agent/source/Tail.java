package io.tailrace.agent.source;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes just before the offset that a source was read to. If they are others at the next look, the file was cut and
 * has grown again since.
 *
 * @param length how many bytes, at most {@value #MAX_LENGTH}
 * @param crc their CRC-32C
 * @param lastByte the last of them; of no meaning when there are none
 */
public record Tail(int length, int crc, byte lastByte) {

    /** How many bytes before the offset are looked at, at most. */
    public static final int MAX_LENGTH = 1024;

    /** The tail at offset 0. */
    public static final Tail NONE = new Tail(0, 0, (byte) 0);

    /** The tail at index {@code end} of a buffer that holds at least as many bytes before it as there are to look at. */
    public static Tail before(ByteBuffer bytes, int end) {
        int length = Math.min(end, MAX_LENGTH);
        return length == 0 ? NONE : new Tail(length, crc(bytes, end - length, end), bytes.get(end - 1));
    }

    /** Whether the buffer's first {@link #length()} bytes are these. */
    public boolean isAtStartOf(ByteBuffer bytes) {
        return crc(bytes, 0, length) == crc;
    }

    private static int crc(ByteBuffer bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(to).position(from));
        return (int) crc.getValue();
    }
}

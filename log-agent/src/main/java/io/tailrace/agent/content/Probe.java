package io.tailrace.agent.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Some bytes by which it is told what a file holds.
 *
 * @param start offset of the first one
 * @param length how many
 * @param crc their CRC-32C
 */
public record Probe(long start, long length, int crc) {

    private static final int PIECE = 64 * 1024;

    /** The offset behind the last one. */
    public long end() {
        return start + length;
    }

    /** Whether these very bytes are there. */
    public boolean isIn(Content file) throws IOException {
        CRC32C sum = new CRC32C();
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(PIECE, length));
        for (long at = start; at < end(); ) {
            bytes.clear().limit((int) Math.min(bytes.capacity(), end() - at));
            int read = file.read(bytes, at);
            if (read < 0) {
                return false;
            }
            sum.update(bytes.flip());
            at += read;
        }
        return (int) sum.getValue() == crc;
    }
}

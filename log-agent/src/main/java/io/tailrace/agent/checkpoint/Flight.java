package io.tailrace.agent.checkpoint;

import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * A message that was sent and perhaps not acknowledged, as the {@link FlightRecorder} remembers it.
 *
 * @param source whose bytes
 * @param span which
 * @param attempt of its id
 * @param crc checksum of the bytes, as in the message's {@code Log-Crc}
 */
public record Flight(SourceId source, Span span, int attempt, int crc) {

    private static final int PIECE = 64 * 1024;

    /** Whether a file has these very bytes there. */
    public boolean isIn(FileChannel file) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(PIECE, span.length()));
        for (long at = span.start(); at < span.end(); ) {
            bytes.clear().limit((int) Math.min(bytes.capacity(), span.end() - at));
            int read = file.read(bytes, at);
            if (read < 0) {
                return false;
            }
            crc.update(bytes.flip());
            at += read;
        }
        return (int) crc.getValue() == this.crc;
    }
}

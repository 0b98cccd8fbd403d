package io.tailrace.agent.checkpoint;

import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.Probe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What a file's bytes before an offset look like: the CRC-32C of the first and of the last {@value #LENGTH} bytes there,
 * or of as many as there are. With inode and time of birth it tells whether a file is the one that was read before.
 *
 * @param offset the offset, in bytes
 * @param head CRC-32C of the first bytes
 * @param tail CRC-32C of the last bytes before the offset
 */
public record Fingerprint(long offset, int head, int tail) {

    /** How many bytes at either end are looked at. */
    public static final int LENGTH = 1024;

    /** Of nothing: what every file begins with. */
    public static final Fingerprint EMPTY = new Fingerprint(0, 0, 0);

    /**
     * Takes the fingerprint of a file.
     *
     * @throws IOException when the file can't be read, or is shorter than the offset
     */
    public static Fingerprint of(Content file, long offset) throws IOException {
        int length = (int) Math.min(offset, LENGTH);
        int head = crc(file, 0, length);
        return new Fingerprint(offset, head, offset == length ? head : crc(file, offset - length, length));
    }

    /** What a file has to have for it to look like this. */
    public List<Probe> probes() {
        long length = Math.min(offset, LENGTH);
        return offset == 0 ? List.of() : List.of(new Probe(0, length, head), new Probe(offset - length, length, tail));
    }

    /** Whether the file is still at least that long and looks the same there. */
    public boolean matches(Content file) throws IOException {
        return file.size() >= offset && of(file, offset).equals(this);
    }

    private static int crc(Content file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        if (!file.fill(bytes, position)) {
            throw new IOException("the file ends before " + (position + length));
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.flip());
        return (int) crc.getValue();
    }
}

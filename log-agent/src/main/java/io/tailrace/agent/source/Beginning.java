package io.tailrace.agent.source;

import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.Probe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What a file began with when it was opened, or had grown since: what tells copies of it even after it was cut.
 *
 * @param first the first bytes, at most {@value #KEY}
 * @param probe the first 1 KiB, or less if there was less
 */
record Beginning(ByteBuffer first, Probe probe) {

    /** So many bytes are kept to be compared with those of new files. */
    static final int KEY = 64;

    static final Beginning NONE = new Beginning(ByteBuffer.allocate(0), new Probe(0, 0, 0));

    private static final int LENGTH = 1024;

    static Beginning of(Content file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        file.fill(bytes, 0); // Or as far as it goes.
        bytes.flip();
        ByteBuffer first = ByteBuffer.allocate(Math.min(KEY, bytes.limit()));
        first.put(bytes.duplicate().limit(first.limit())).flip();
        return new Beginning(first, new Probe(0, bytes.limit(), crc(bytes.duplicate())));
    }

    /** Whether these are the first bytes of that file. */
    boolean isStartOf(ByteBuffer bytes) {
        int length = (int) probe.length();
        return bytes.remaining() >= length && crc(bytes.duplicate().limit(bytes.position() + length)) == probe.crc();
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Whether the file has grown so far that there is more to know of it. */
    boolean isShortFor(long size) {
        return probe.length() < Math.min(size, LENGTH);
    }

    /** Whether there is nothing more to know of it, however far the file grows. */
    boolean isWhole() {
        return probe.length() == LENGTH;
    }

    /** Whether one of the two begins as the other does, as far as their first bytes go. */
    boolean isLike(Beginning other) {
        int length = Math.min(first.limit(), other.first.limit());
        return first.slice(0, length).equals(other.first.slice(0, length));
    }
}

package io.tailrace.agent.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What a compressed file decompresses to, from its beginning to its end, once. A file that expands without measure is refused:
 * no log does, and nobody else may make the agent decompress for days.
 */
final class DecompressedBytes implements AutoCloseable {

    private static final long ALWAYS = 64L * 1024 * 1024;
    private static final long MOST_TIMES = 250;

    private final Source file;
    private final InputStream bytes;
    private long position;

    /** @param file stays open */
    DecompressedBytes(Content file, Compression compression) throws IOException {
        this.file = new Source(file);
        this.bytes = compression.decompress(this.file);
    }

    /** How many were read. */
    long position() {
        return position;
    }

    /**
     * Reads some.
     *
     * @return how many, or -1 at the end
     * @throws EOFException when the file is cut short
     * @throws IOException when it is damaged, or expands without measure
     */
    int read(byte[] into, int at, int length) throws IOException {
        int read;
        try {
            read = bytes.read(into, at, length);
        } catch (EOFException e) {
            throw e;
        } catch (IOException e) {
            // zstd-jni says so in words only.
            if (file.ended && String.valueOf(e.getMessage()).contains("Truncated source")) {
                throw (EOFException) new EOFException(e.getMessage()).initCause(e);
            }
            throw e;
        }
        position += Math.max(0, read);
        if (position > ALWAYS && position > MOST_TIMES * file.position) {
            throw new IOException("it expands to more than " + MOST_TIMES + " times its size");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** A file's bytes as a stream. */
    private static final class Source extends InputStream {

        private final Content file;
        private long position;
        private boolean ended;

        Source(Content file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int read = file.read(ByteBuffer.wrap(into, at, length), position);
            ended |= read < 0;
            position += Math.max(0, read);
            return read;
        }

        /** Tells GZIPInputStream whether there may be another member. */
        @Override
        public int available() throws IOException {
            return (int) Math.min(Integer.MAX_VALUE, Math.max(0, file.size() - position));
        }
    }
}

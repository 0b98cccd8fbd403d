package io.tailrace.agent.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a compressed file decompresses to, read by position. It is near where it was read last, and a bounded stretch before;
 * anything else is gone to from the beginning. A file that was decompressed to its end once, and found whole, changes no more.
 */
public final class CompressedContent implements Content {

    private static final int STEP = 16 * 1024;

    private final Content file;
    private final Compression compression;
    private final long length;
    private final int lookBack;

    private @Nullable DecompressedBytes bytes;
    private byte[] window = new byte[0];
    private int count;

    /**
     * One that is not open yet: it takes no memory.
     *
     * @param file the compressed file, which is closed with it
     * @param length how many bytes it was found to decompress to
     * @param lookBack how many bytes before the last ones that were read can be read once more
     */
    public CompressedContent(Content file, Compression compression, long length, int lookBack) {
        this.file = file;
        this.compression = compression;
        this.length = length;
        this.lookBack = Math.max(lookBack, STEP);
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        if (offset >= length) {
            return -1;
        }
        DecompressedBytes open = goTo(offset);
        while (open.position() <= offset) {
            pull(open);
        }
        int at = (int) (offset - start(open));
        int read = Math.min(into.remaining(), count - at);
        into.put(window, at, read);
        return read;
    }

    /** Opens it where the bytes are behind; those before are passed over by the reading. */
    private DecompressedBytes goTo(long offset) throws IOException {
        DecompressedBytes open = bytes;
        if (open == null || offset < start(open)) {
            pause();
            open = new DecompressedBytes(file, compression);
            bytes = open;
            window = new byte[2 * lookBack];
        }
        return open;
    }

    private long start(DecompressedBytes open) {
        return open.position() - count;
    }

    private void pull(DecompressedBytes open) throws IOException {
        if (count == window.length) {
            count = lookBack;
            System.arraycopy(window, window.length - count, window, 0, count);
        }
        int read = open.read(window, count, Math.min(STEP, window.length - count));
        if (read < 0) {
            throw new IOException("it ends before " + length);
        }
        count += read;
    }

    @Override
    public long size() {
        return length;
    }

    @Override
    public boolean mayChange() {
        return false;
    }

    @Override
    public boolean isNear(long offset) {
        return bytes != null && offset >= start(bytes) && offset <= bytes.position() + lookBack;
    }

    /** Gives back its memory until it is read again. */
    public void pause() throws IOException {
        DecompressedBytes open = bytes;
        bytes = null;
        window = new byte[0];
        count = 0;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        pause();
        file.close();
    }
}

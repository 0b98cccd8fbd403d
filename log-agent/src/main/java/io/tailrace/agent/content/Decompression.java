package io.tailrace.agent.content;

import java.io.IOException;

/** One way through all that a compressed file decompresses to, for as long as somebody wants to see more. */
public final class Decompression {

    private static final int STEP = 64 * 1024;

    private Decompression() {}

    /** Sees the bytes in their order. */
    public interface Viewer {

        /**
         * Some bytes.
         *
         * @param offset of the first one
         * @return whether it wants more
         */
        boolean see(byte[] bytes, int length, long offset);
    }

    /**
     * Decompresses.
     *
     * @param file stays open
     * @return how many bytes there are, -1 when the viewer did not want to see them all
     * @throws java.io.EOFException when the file is cut short
     * @throws IOException when it is damaged, or expands without measure
     */
    public static long run(Content file, Compression compression, Viewer viewer) throws IOException {
        byte[] bytes = new byte[STEP];
        try (DecompressedBytes all = new DecompressedBytes(file, compression)) {
            while (true) {
                long offset = all.position();
                int read = all.read(bytes, 0, STEP);
                if (read < 0) {
                    return offset;
                }
                if (!viewer.see(bytes, read, offset)) {
                    return -1;
                }
            }
        }
    }
}

package io.tailrace.agent.copies;

import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.PlainContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Whether what one file holds is what another one begins with, judged by its first and its last 1 KiB. */
public final class Beginnings {

    private static final int LENGTH = 1024;

    private Beginnings() {}

    static boolean isBeginning(Path path, long size, Content of) throws IOException {
        try (PlainContent content = PlainContent.open(path)) {
            return isBeginning(content, size, of);
        }
    }

    /**
     * Compares.
     *
     * @param size how many bytes of the first one count
     */
    public static boolean isBeginning(Content content, long size, Content of) throws IOException {
        int length = (int) Math.min(size, LENGTH);
        return of.size() >= size && isSame(content, of, 0, length) && isSame(content, of, size - length, length);
    }

    private static boolean isSame(Content one, Content other, long offset, int length) throws IOException {
        ByteBuffer these = ByteBuffer.allocate(length);
        ByteBuffer those = ByteBuffer.allocate(length);
        return one.fill(these, offset)
                && other.fill(those, offset)
                && these.flip().equals(those.flip());
    }
}

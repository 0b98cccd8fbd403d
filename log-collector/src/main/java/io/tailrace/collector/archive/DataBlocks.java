package io.tailrace.collector.archive;

import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * Where a file has data: blocks that are not all zeros. What was never written of an archive file reads as zeros, and so may
 * what a crash or a copy has lost of it.
 */
final class DataBlocks {

    private static final int BLOCK = 4 * 1024;
    private static final int BUFFER = 256 * BLOCK;

    private DataBlocks() {}

    /** The ranges of a file with data in them, in order; none where there is no such file. */
    static List<Span> of(Path file) throws IOException {
        Intervals data = new Intervals();
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
            long position = 0;
            while (fill(channel, buffer, position) > 0) {
                buffer.flip();
                addBlocks(buffer, position, data);
                position += buffer.limit();
                buffer.clear();
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return data.ranges();
    }

    private static int fill(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, position + buffer.position());
        }
        return buffer.position();
    }

    private static void addBlocks(ByteBuffer buffer, long position, Intervals data) {
        for (int start = 0; start < buffer.limit(); start += BLOCK) {
            int end = Math.min(start + BLOCK, buffer.limit());
            if (hasData(buffer, start, end)) {
                data.add(new Span(position + start, position + end));
            }
        }
    }

    private static boolean hasData(ByteBuffer buffer, int start, int end) {
        int i = start;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            if (buffer.getLong(i) != 0) {
                return true;
            }
        }
        for (; i < end; i++) {
            if (buffer.get(i) != 0) {
                return true;
            }
        }
        return false;
    }
}

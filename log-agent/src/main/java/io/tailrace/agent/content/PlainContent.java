package io.tailrace.agent.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file as they are. */
public final class PlainContent implements Content {

    private final FileChannel file;
    private final long end;

    private PlainContent(FileChannel file, long end) {
        this.file = file;
        this.end = end;
    }

    /** All that a file has, and will have. */
    public static PlainContent of(FileChannel file) {
        return new PlainContent(file, Long.MAX_VALUE);
    }

    /** All that a file has, and will have; opens it for reading. */
    public static PlainContent open(Path path) throws IOException {
        return of(FileChannel.open(path, StandardOpenOption.READ));
    }

    /** The same file's bytes up to an offset only. */
    public PlainContent upTo(long offset) {
        return new PlainContent(file, offset);
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        if (into.remaining() <= end - offset) {
            return file.read(into, offset);
        }
        if (offset >= end) {
            return -1;
        }
        int limit = into.limit();
        into.limit(into.position() + (int) (end - offset));
        try {
            return file.read(into, offset);
        } finally {
            into.limit(limit);
        }
    }

    @Override
    public long size() throws IOException {
        return Math.min(end, file.size());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

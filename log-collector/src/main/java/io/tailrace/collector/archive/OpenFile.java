package io.tailrace.collector.archive;

import io.tailrace.collector.archive.ArchiveStorage.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An open file and what of it is not durable yet. */
final class OpenFile {

    private final StoredFile file;
    private boolean dirty;
    private long lastByte = -1;
    private long lastByteMicros;

    OpenFile(StoredFile file) {
        this.file = file;
        this.dirty = file.isNew();
    }

    void write(ByteBuffer bytes, long position, long micros) throws IOException, UnarchivableException {
        dirty = true;
        long end = position + bytes.remaining();
        file.write(bytes, position);
        if (end > lastByte) {
            lastByte = end;
            lastByteMicros = micros;
        }
    }

    void sync() throws IOException {
        if (!dirty) {
            return;
        }
        if (lastByteMicros > 0) {
            file.setModified(Instant.EPOCH.plus(lastByteMicros, ChronoUnit.MICROS));
        }
        file.sync();
        dirty = false;
    }

    void close() throws IOException {
        file.close();
    }
}

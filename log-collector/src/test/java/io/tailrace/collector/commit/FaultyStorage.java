package io.tailrace.collector.commit;

import io.tailrace.collector.archive.ArchiveStorage;
import io.tailrace.collector.archive.UnarchivableException;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real archive whose durable calls fail now and then, writes in their middle. */
final class FaultyStorage implements ArchiveStorage {

    private final ArchiveStorage real;
    private final Random random;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int oneIn;
    private volatile long usableBytes = Long.MAX_VALUE;

    FaultyStorage(ArchiveStorage real, Random random) {
        this.real = real;
        this.random = random;
    }

    ArchiveStorage real() {
        return real;
    }

    /** 0 for never. */
    void failOneIn(int calls) {
        oneIn = calls;
    }

    int failures() {
        return failures.get();
    }

    void usableBytes(long bytes) {
        usableBytes = bytes;
    }

    private boolean isUnlucky() {
        int chance = oneIn;
        boolean unlucky = chance > 0 && random.nextInt(chance) == 0;
        if (unlucky) {
            failures.incrementAndGet();
        }
        return unlucky;
    }

    private void mayFail(String what) throws IOException {
        if (isUnlucky()) {
            throw new IOException("No space left on device (" + what + ")");
        }
    }

    @Override
    public StoredFile open(String file) throws IOException, UnarchivableException {
        mayFail("open");
        return new FaultyFile(real.open(file));
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        mayFail("sync of a directory");
        real.syncDirectory(directory);
    }

    @Override
    public void linkCurrent(String directory, String name) throws IOException {
        real.linkCurrent(directory, name);
    }

    @Override
    public List<Span> data(String file) throws IOException {
        return real.data(file);
    }

    @Override
    public long usableBytes() {
        return usableBytes;
    }

    @Override
    public void probe() throws IOException {
        real.probe();
    }

    @Override
    public @Nullable Owner owner() throws IOException {
        return real.owner();
    }

    @Override
    public void own(Owner owner) throws IOException {
        real.own(owner);
    }

    private final class FaultyFile implements StoredFile {

        private final StoredFile file;

        FaultyFile(StoredFile file) {
            this.file = file;
        }

        @Override
        public boolean isNew() {
            return file.isNew();
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException, UnarchivableException {
            if (isUnlucky()) {
                ByteBuffer part = bytes.duplicate();
                part.limit(part.position() + part.remaining() / 2);
                file.write(part, position);
                throw new IOException("No space left on device (write)");
            }
            file.write(bytes, position);
        }

        @Override
        public void setModified(Instant time) throws IOException {
            file.setModified(time);
        }

        @Override
        public void sync() throws IOException {
            mayFail("sync");
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}

package io.tailrace.bench.workload;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.tailrace.bench.figure.Figure;
import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Percentiles;
import io.tailrace.bench.figure.Unit;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.place.Workplace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** The limit of the archive: bytes written to one file and made durable after every 8 MB, as commits are. */
final class DiskSync implements Workload {

    static final String NAME = "disk";
    private static final Metric THROUGHPUT = new Metric(NAME, "throughput", Unit.MEGABYTES_PER_SECOND);
    private static final Metric SYNC = new Metric(NAME, "sync of 8 MB p50", Unit.MILLISECONDS);

    private static final int COMMIT_BYTES = 8 * 1024 * 1024;

    private final long bytes;

    DiskSync(long lines) {
        this.bytes = lines * NumberedLines.LENGTH;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "limit: disk";
    }

    @Override
    public List<Figure> run(Workplace place) throws IOException {
        int commits = (int) Math.max(1, bytes / COMMIT_BYTES);
        long[] syncs = new long[commits];
        ByteBuffer buffer = ByteBuffer.allocateDirect(COMMIT_BYTES);
        buffer.put(new NumberedLines().lines(0, COMMIT_BYTES / NumberedLines.LENGTH))
                .position(COMMIT_BYTES);
        long start = System.nanoTime();
        try (FileChannel file = FileChannel.open(place.root().resolve("disk"), CREATE_NEW, WRITE)) {
            for (int commit = 0; commit < commits; commit++) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
                long sync = System.nanoTime();
                file.force(false);
                syncs[commit] = System.nanoTime() - sync;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return List.of(
                THROUGHPUT.of((double) commits * COMMIT_BYTES / seconds / 1e6),
                SYNC.of(new Percentiles(syncs).millis(50)));
    }
}

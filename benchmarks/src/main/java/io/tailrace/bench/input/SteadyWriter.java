package io.tailrace.bench.input;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.tailrace.bench.machine.WallClock;
import io.tailrace.suite.process.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Appends lines to one file at a steady rate, on a thread of its own: once a millisecond what is due, and notes when. Where the
 * machine holds it up it catches up.
 */
public final class SteadyWriter implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(1);

    private final Path file;
    private final int rate;
    private final NumberedLines lines = new NumberedLines();
    private final List<Append> appends = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "steady-writer");
    private final AtomicLong written = new AtomicLong();
    private volatile boolean ended;

    /** @param rate lines a second */
    public SteadyWriter(Path file, int rate) {
        this.file = file;
        this.rate = rate;
    }

    /** Begins to write, until it is closed. */
    public SteadyWriter start() {
        thread.start();
        return this;
    }

    public Path file() {
        return file;
    }

    /** How many bytes the file has by now. */
    public long bytes() {
        return written.get() * NumberedLines.LENGTH;
    }

    /** What was written when, from a moment on; to be asked when it is closed. */
    public List<Append> appendsSince(long nanos) {
        return appends.stream().filter(append -> append.nanos() >= nanos).toList();
    }

    private void run() {
        long start = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, CREATE, APPEND)) {
            while (!ended) {
                long due = (System.nanoTime() - start) / 1_000 * rate / 1_000_000 - written.get();
                if (due > 0) {
                    append(channel, (int) due);
                }
                Poll.pause(TICK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(FileChannel channel, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(lines.lines(written.get(), count));
        long now = WallClock.nanos();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        written.addAndGet(count);
        appends.add(new Append(bytes(), now));
    }

    /** Ends writing, after whole lines. */
    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.tailrace.suite.writer;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A log file that is appended to and rotated, and of which each generation is also kept as the writer's own copy, out
 * of reach of whatever follows the file. One thread writes; any may read the record.
 */
public final class LogFile implements Closeable {

    private final Path path;
    private final Path copies;
    private final List<Generation> ended = new ArrayList<>();

    // The newest first: the one at index i is at <path>.<i+1>.
    private final Deque<Generation> rotated = new ArrayDeque<>();
    private final Map<Integer, LineIndex> lineIndexes = new ConcurrentHashMap<>();
    private Generation current;
    private FileChannel file;
    private FileChannel copy;

    /**
     * Creates the file.
     *
     * @param path where; must not exist
     * @param copies an existing directory for the copies
     */
    public LogFile(Path path, Path copies) throws IOException {
        this.path = path;
        this.copies = copies;
        this.current = generation(1);
        this.file = FileChannel.open(path, CREATE_NEW, APPEND);
        this.copy = FileChannel.open(current.copy(), CREATE_NEW, APPEND);
    }

    public Path path() {
        return path;
    }

    /** Appends bytes, with one write where the system takes them at once. */
    public void append(byte[] bytes) throws IOException {
        int lines = 0;
        for (byte b : bytes) {
            lines += b == '\n' ? 1 : 0;
        }
        // The copy comes first: then the file never holds a byte that the record does not know.
        writeFully(copy, bytes);
        record(bytes.length, lines);
        writeFully(file, bytes);
    }

    private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Renames the file to {@code <path>.1}, earlier ones to {@code .2} and so on, and creates it anew. */
    public void rotateByRename() throws IOException {
        shiftRotated();
        Files.move(path, rotated(1));
        rotated.addFirst(current());
        createAnew();
    }

    /** Deletes the file and creates it anew. What nobody has read of it is lost. */
    public void rotateByDelete() throws IOException {
        Files.delete(path);
        createAnew();
    }

    private void createAnew() throws IOException {
        file.close();
        file = FileChannel.open(path, CREATE_NEW, APPEND);
        beginGeneration();
    }

    /**
     * Copies the file to {@code <path>.1} and truncates it. As with every copytruncate, what nobody has read from
     * either when both are gone is lost; this one doesn't write between copy and truncation.
     *
     * @param beforeTruncation called between the two
     */
    public void rotateByCopyTruncate(Runnable beforeTruncation) throws IOException {
        shiftRotated();
        Files.copy(path, rotated(1));
        rotated.addFirst(current());
        beforeTruncation.run();
        file.truncate(0);
        beginGeneration();
    }

    private void shiftRotated() throws IOException {
        for (int number = rotated.size(); number > 0; number--) {
            Files.move(rotated(number), rotated(number + 1));
        }
    }

    /** The generations whose files are still there under a rotated name, the newest first. */
    public List<Generation> rotated() {
        return List.copyOf(rotated);
    }

    /** Deletes the file of the oldest of {@link #rotated()}. */
    public void removeOldestRotated() throws IOException {
        Files.delete(rotated(rotated.size()));
        rotated.removeLast();
    }

    private Path rotated(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    private void beginGeneration() throws IOException {
        copy.close();
        Generation next = generation(current().number() + 1);
        copy = FileChannel.open(next.copy(), CREATE_NEW, APPEND);
        synchronized (this) {
            ended.add(current);
            current = next;
        }
    }

    private Generation generation(int number) {
        return new Generation(path, number, copies.resolve(path.getFileName() + "." + number), 0, 0);
    }

    private synchronized void record(long bytes, long lines) {
        current = current.plus(bytes, lines);
        lineIndex(current.number()).add(current.bytes(), current.lines());
    }

    private LineIndex lineIndex(int generation) {
        return lineIndexes.computeIfAbsent(generation, number -> new LineIndex());
    }

    /** How many lines the first so many bytes of a generation hold, to within one append. */
    public long linesWithin(int generation, long bytes) {
        return lineIndex(generation).linesWithin(bytes);
    }

    /** The generation that is being written. */
    public synchronized Generation current() {
        return current;
    }

    /** All generations, oldest first. */
    public synchronized List<Generation> generations() {
        List<Generation> all = new ArrayList<>(ended);
        all.add(current);
        return all;
    }

    @Override
    public void close() throws IOException {
        file.close();
        copy.close();
    }
}

package io.tailrace.agent.shipping;

import io.tailrace.agent.content.Compression;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.testing.Compressed;
import io.tailrace.protocol.SourceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Real files, and what each of their generations held: the model. No two generations have a line in common. */
final class Disk {

    /** The bytes of one inode from creation to deletion or truncation. */
    static final class Generation {

        final int number;
        final FileKey key;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private int lines;

        /** The source that the agent made of it, null as long as it was not seen to. */
        @Nullable SourceId source;

        /** So many bytes of it have been in the stream at once, from the first on. */
        int arrived;

        /** What it was compressed to, null if it was not. */
        byte @Nullable [] compressed;

        /** What it was copied from, null for a file that was written. */
        @Nullable Generation copyOf;

        /** Whether it is only there for what it was copied from: no input matches it. */
        boolean serves;

        /** Whether it was written to although it is a copy. */
        boolean wentOn;

        /** Whether no agent could have been expected to see all of it. */
        boolean mayBeLost;

        Generation(int number, FileKey key) {
            this.number = number;
            this.key = key;
        }

        byte[] content() {
            return content.toByteArray();
        }
    }

    // How many files are made to get at one inode.
    private static final int ATTEMPTS = 16;

    private final Path directory;
    private final Path spare;
    private final List<Generation> all = new ArrayList<>();
    private final Map<String, Generation> present = new TreeMap<>();
    private final List<String> history = new ArrayList<>();
    private final List<Path> spares = new ArrayList<>();

    /**
     * @param directory where the files are
     * @param spare another one on the same file system, for files that take up inodes
     */
    Disk(Path directory, Path spare) {
        this.directory = directory;
        this.spare = spare;
    }

    List<Generation> all() {
        return all;
    }

    /** What happened, for whoever has to find out why. */
    List<String> history() {
        return history;
    }

    void note(String what) {
        history.add(what);
    }

    boolean has(String name) {
        return present.containsKey(name);
    }

    Generation at(String name) {
        Generation generation = present.get(name);
        if (generation == null) {
            throw new IllegalStateException(name + " is not there");
        }
        return generation;
    }

    /** In the order of their names. */
    List<Map.Entry<String, Generation>> present() {
        return present.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** With an inode that no earlier file had. */
    void create(String name) throws IOException {
        Set<FileKey> used = all.stream().map(generation -> generation.key).collect(Collectors.toSet());
        place(name, key -> !used.contains(key));
        begin(name);
    }

    /** With the inode of a file that is gone, where the file system gives it out again. */
    void createAgain(String name, FileKey inode) throws IOException {
        boolean reused = place(name, inode::equals);
        begin(name);
        note(name
                + (reused ? " has the inode of a file that is gone" : " did not get the inode of a file that is gone"));
    }

    /** Makes files until one has the right inode; the others take up theirs. */
    private boolean place(String name, Predicate<FileKey> isRight) throws IOException {
        for (Path file : spares) {
            Files.delete(file);
        }
        spares.clear();
        while (true) {
            Path file = Files.createFile(spare.resolve("spare-" + spares.size()));
            boolean right = isRight.test(FileKey.of(file));
            if (right || spares.size() == ATTEMPTS) {
                Files.move(file, path(name));
                return right;
            }
            spares.add(file);
        }
    }

    private void begin(String name) throws IOException {
        Generation generation = new Generation(all.size(), FileKey.of(path(name)));
        all.add(generation);
        present.put(name, generation);
        note(name + " begins generation " + generation.number);
    }

    /**
     * Writes lines.
     *
     * @param random how many, and how long
     * @param whole whether the last one has its end
     */
    void append(String name, Random random, boolean whole) throws IOException {
        Generation generation = at(name);
        StringBuilder text = new StringBuilder();
        for (int left = 1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 4); left > 0; left--) {
            text.append("g%d.%d ".formatted(generation.number, generation.lines++));
            text.append("abcdefghij".repeat(random.nextInt(random.nextInt(10) == 0 ? 100 : 6)));
            if (left > 1 || whole) {
                text.append('\n');
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        Files.write(path(name), bytes, StandardOpenOption.APPEND);
        generation.content.writeBytes(bytes);
        note(name + " grows to " + generation.content.size());
    }

    void rename(String from, String to) throws IOException {
        Files.move(path(from), path(to));
        present.put(to, at(from));
        present.remove(from);
        note(from + " is renamed to " + to);
    }

    /**
     * Copies a file.
     *
     * @param random where the copier is interrupted
     * @param between happens when it is copied in part, or in whole
     */
    void copy(String from, String to, Random random, Runnable between) throws IOException {
        Generation original = at(from);
        byte[] bytes = original.content();
        int half = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length + 1);
        create(to);
        at(to).copyOf = original;
        Files.write(path(to), Arrays.copyOf(bytes, half));
        between.run();
        Files.write(path(to), Arrays.copyOfRange(bytes, half, bytes.length), StandardOpenOption.APPEND);
        at(to).content.writeBytes(bytes);
        note(from + " is copied to " + to);
    }

    /**
     * Compresses a file as gzip does, which removes it afterwards. What it makes is no generation.
     *
     * @param random how, and where it is interrupted
     * @param between happens when it is compressed in part, or in whole
     */
    void compress(String name, Random random, Runnable between) throws IOException {
        Path compressed = path(name + ".gz");
        byte[] bytes = Compressed.bytes(random.nextBoolean() ? Compression.GZIP : Compression.ZSTD, at(name).content());
        int half = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length + 1);
        Files.write(compressed, Arrays.copyOf(bytes, half));
        between.run();
        Files.write(compressed, Arrays.copyOfRange(bytes, half, bytes.length), StandardOpenOption.APPEND);
        between.run();
        if (at(name).compressed == null) {
            at(name).compressed = bytes;
        }
        note(name + " is compressed");
        delete(name);
    }

    void truncate(String name) throws IOException {
        try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.WRITE)) {
            file.truncate(0);
        }
        note(name + " is cut");
        begin(name);
    }

    void delete(String name) throws IOException {
        Files.delete(path(name));
        present.remove(name);
        note(name + " is deleted");
    }
}

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    private final Path directory;
    private final Random random;
    private final List<Generation> all = new ArrayList<>();
    private final Map<String, Generation> present = new HashMap<>();
    private final List<String> history = new ArrayList<>();

    Disk(Path directory, Random random) {
        this.directory = directory;
        this.random = random;
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

    List<Map.Entry<String, Generation>> present() {
        return present.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    void create(String name) throws IOException {
        Files.createFile(path(name));
        begin(name);
    }

    private void begin(String name) throws IOException {
        Generation generation = new Generation(all.size(), FileKey.of(path(name)));
        all.add(generation);
        present.put(name, generation);
        note(name + " begins generation " + generation.number);
    }

    /** Some lines, the last one not always to its end. */
    void append(String name) throws IOException {
        Generation generation = at(name);
        StringBuilder text = new StringBuilder();
        for (int left = 1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 4); left > 0; left--) {
            text.append("g%d.%d ".formatted(generation.number, generation.lines++));
            text.append("abcdefghij".repeat(random.nextInt(random.nextInt(10) == 0 ? 100 : 6)));
            if (left > 1 || random.nextInt(4) > 0) {
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
     * @param between happens when it is copied in part, or in whole
     */
    void copy(String from, String to, Runnable between) throws IOException {
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
     * @param between happens when it is compressed in part, or in whole
     */
    void compress(String name, Runnable between) throws IOException {
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

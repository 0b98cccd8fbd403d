package io.tailrace.agent.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The checkpoint on disk: one line of JSON, and a second one with version and CRC-32C of the first. Written under a
 * temporary name, made durable, renamed, and the directory made durable, so that a crash leaves the old one or the new.
 */
public final class CheckpointFile {

    static final int VERSION = 3;

    private static final String CHOICES = "Restore it from a backup; or move it away, and the agent begins anew:"
            + " it ships every matched file again from its start-at, as new sources";

    // What an older version did not write is null, false or 0.
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private final Path directory;
    private final Path file;
    private final Path temporary;

    CheckpointFile(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("checkpoint.json");
        this.temporary = directory.resolve("checkpoint.json.new");
    }

    /** Version and checksum of the line before. */
    record Trailer(int version, String crc32c) {}

    /**
     * Reads what was written last.
     *
     * @return empty when nothing ever was
     * @throws CheckpointException when it is damaged, or of a newer version: the agent never silently starts over
     */
    public Optional<Checkpoint> read() {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new CheckpointException(file, "is damaged: it is not UTF-8", CHOICES, e);
        } catch (IOException e) {
            throw new CheckpointException(file, "can't be read (" + e + ")", CHOICES, e);
        }
        int end = text.indexOf('\n');
        if (end < 0 || !text.endsWith("\n")) {
            throw new CheckpointException(file, "is damaged: it is cut short", CHOICES);
        }
        String body = text.substring(0, end);
        try {
            Trailer trailer = json.readValue(text.substring(end + 1), Trailer.class);
            if (trailer == null) {
                throw new CheckpointException(file, "is damaged: it has no checksum", CHOICES);
            }
            if (trailer.version() > VERSION) {
                throw new CheckpointException(
                        file,
                        "was written by a newer agent (version " + trailer.version() + ", this one knows " + VERSION
                                + ")",
                        "Run that agent again");
            }
            if (trailer.version() < 1
                    || !crc(body.getBytes(StandardCharsets.UTF_8)).equals(trailer.crc32c())) {
                throw new CheckpointException(file, "is damaged: its checksum is wrong", CHOICES);
            }
            return Optional.of(json.readValue(body, Checkpoint.class));
        } catch (JacksonException e) {
            throw new CheckpointException(file, "is damaged: " + e.getOriginalMessage(), CHOICES, e);
        }
    }

    /** Writes a checkpoint; when this returns it is durable. */
    public void write(Checkpoint checkpoint) throws IOException {
        byte[] body = json.writeValueAsBytes(checkpoint);
        byte[] trailer = json.writeValueAsBytes(new Trailer(VERSION, crc(body)));
        ByteBuffer bytes = ByteBuffer.allocate(body.length + trailer.length + 2)
                .put(body)
                .put((byte) '\n')
                .put(trailer)
                .put((byte) '\n')
                .flip();
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Long.toHexString(crc.getValue());
    }
}

package io.tailrace.agent.checkpoint;

import io.tailrace.agent.checkpoint.StateStorage.StateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value on disk: one line of JSON, and a second one with version and CRC-32C of the first. Written under a temporary name,
 * made durable, renamed, and the directory made durable, so that a crash leaves the old one or the new.
 *
 * @param <T> what it holds
 */
final class DurableFile<T> {

    private static final int CHECKED_VERSION = 3;

    // What an older version did not write is null, false or 0.
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private final StateStorage storage;
    private final Path directory;
    private final Path file;
    private final Path temporary;
    private final Class<T> type;
    private final int version;
    private final String choices;

    /**
     * Names a file.
     *
     * @param version the newest that is understood, and the one that is written
     * @param choices what an operator can do when it is damaged
     */
    DurableFile(StateStorage storage, Path directory, String name, Class<T> type, int version, String choices) {
        this.storage = storage;
        this.directory = directory;
        this.file = directory.resolve(name);
        this.temporary = directory.resolve(name + ".new");
        this.type = type;
        this.version = version;
        this.choices = choices;
    }

    /** Version and checksum of the line before. */
    record Trailer(int version, String crc32c) {}

    /**
     * Reads what was written last.
     *
     * @return empty when nothing ever was
     * @throws CheckpointException when it is damaged, or of a newer version: the agent never silently starts over
     */
    Optional<T> read() {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(storage.read(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new CheckpointException(file, "is damaged: it is not UTF-8", choices, e);
        } catch (IOException e) {
            throw new CheckpointException(file, "can't be read (" + e + ")", choices, e);
        }
        int end = text.indexOf('\n');
        if (end < 0 || !text.endsWith("\n")) {
            throw new CheckpointException(file, "is damaged: it is cut short", choices);
        }
        String body = text.substring(0, end);
        try {
            check(body, JSON.readValue(text.substring(end + 1), Trailer.class));
            return Optional.of(JSON.readValue(body, type));
        } catch (JacksonException e) {
            throw new CheckpointException(file, "is damaged: " + e.getOriginalMessage(), choices, e);
        }
    }

    private void check(String body, Trailer trailer) {
        if (trailer == null) {
            throw new CheckpointException(file, "is damaged: it has no checksum", choices);
        }
        if (trailer.version() > version) {
            throw new CheckpointException(
                    file,
                    "was written by a newer agent (version " + trailer.version() + ", this one knows " + version + ")",
                    "Run that agent again");
        }
        if (trailer.version() < 1
                || !crc(body.getBytes(StandardCharsets.UTF_8), trailer.version())
                        .equals(trailer.crc32c())) {
            throw new CheckpointException(file, "is damaged: its checksum is wrong", choices);
        }
    }

    /** Writes it; when this returns it is durable. */
    void write(T value) throws IOException {
        byte[] body = JSON.writeValueAsBytes(value);
        byte[] trailer = JSON.writeValueAsBytes(new Trailer(version, crc(body, version)));
        ByteBuffer bytes = ByteBuffer.allocate(body.length + trailer.length + 2)
                .put(body)
                .put((byte) '\n')
                .put(trailer)
                .put((byte) '\n')
                .flip();
        try (StateFile next = storage.open(temporary)) {
            next.truncate(0);
            next.write(bytes);
            next.sync();
        }
        storage.rename(temporary, file);
        storage.syncDirectory(directory);
    }

    /** Of the version as well, since one that has it; a damaged one would be taken for an older one. */
    private static String crc(byte[] bytes, int version) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        if (version >= CHECKED_VERSION) {
            crc.update(version);
        }
        return Long.toHexString(crc.getValue());
    }
}

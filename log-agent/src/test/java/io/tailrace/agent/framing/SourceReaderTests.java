package io.tailrace.agent.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.agent.source.Source;
import io.tailrace.agent.testing.Followed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTests {

    @TempDir
    private Path directory;

    private Path path = Path.of("");

    @BeforeEach
    void nameFile() {
        path = directory.resolve("a.log");
    }

    private final SourceReader reader = new SourceReader(4096);

    @Test
    void noticesAFileThatIsShorterNow() throws IOException {
        Source source = read("one\ntwo\n");

        Files.writeString(path, "one\n");

        assertThat(reader.look(source)).isEmpty();
    }

    @Test
    void noticesAFileThatWasCutAndGrewPastTheOffset() throws IOException {
        Source source = read("one\ntwo\n");

        Files.writeString(path, "three\nfour\nfive\n");

        assertThat(reader.look(source)).isEmpty();
    }

    @Test
    void noticesAFileThatWasCutAndGrewToTheSameSize() throws IOException {
        Source source = read("one\ntwo\n");

        Files.writeString(path, "six\nten\n");

        assertThat(reader.look(source)).isEmpty();
    }

    @Test
    void noticesAFileThatWasCutBeforeAnythingWasRead() throws IOException {
        Source source = Followed.file(Files.writeString(path, "one\ntwo\n"));

        Files.writeString(path, "three\nfour\nfive\n");

        assertThat(reader.look(source)).isEmpty();
    }

    @Test
    void noticesTheHoleThatAWriterLeavesWhoKeepsItsOffset() throws IOException {
        Source source = read("one\ntwo\n");

        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(0);
            file.position(8);
            file.write(ByteBuffer.wrap("three\n".getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(reader.look(source)).isEmpty();
    }

    @Test
    void noticesACutFarBehindTheBeginning() throws IOException {
        String line = "x".repeat(99) + "\n";
        Source source = read(line.repeat(30));

        Files.writeString(path, "y" + line.repeat(30).substring(1));
        assertThat(reader.look(source))
                .as("only the last 1,024 bytes are looked at")
                .isPresent();
        Files.writeString(path, line.repeat(29) + "y".repeat(99) + "\n");
        assertThat(reader.look(source)).isEmpty();
    }

    @Test
    void takesWhatWasAppended() throws IOException {
        Source source = read("one\n");

        Files.writeString(path, "two\n", StandardOpenOption.APPEND);

        assertThat(reader.look(source)).hasValueSatisfying(chunk -> {
            assertThat(chunk.offset()).isEqualTo(4);
            assertThat(chunk.remaining()).isEqualTo(4);
            assertThat(chunk.isFull()).isFalse();
        });
    }

    @Test
    void readsAFixedAmountAtMost() throws IOException {
        Files.writeString(path, "x".repeat(10_000));
        Source source = Followed.file(path);

        assertThat(reader.look(source)).hasValueSatisfying(chunk -> {
            assertThat(chunk.isFull()).isTrue();
            assertThat(chunk.remaining()).isBetween(4096, 4096 + 1024);
        });
    }

    private Source read(String content) throws IOException {
        Files.writeString(path, content);
        Source source = Followed.file(path);
        Chunk chunk = reader.look(source).orElseThrow();
        while (chunk.next(new FrameLimits(1_000, 0), Patience.FLUSH) != null) {
            // Until all of it is read.
        }
        source.readTo(chunk.offset(), chunk.tail(), chunk.offset());
        return source;
    }
}

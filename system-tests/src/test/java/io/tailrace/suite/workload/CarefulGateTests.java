package io.tailrace.suite.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.suite.process.Sources.Known;
import io.tailrace.suite.proof.Archive;
import io.tailrace.suite.writer.LogFile;
import io.tailrace.suite.writer.Rotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarefulGateTests {

    @TempDir
    Path directory;

    private LogFile file;
    private Path archived;
    private Gate gate;
    private Gate whereTheBrokerForgets;
    private Optional<Known> newest = Optional.empty();

    @BeforeEach
    void writeAFile() throws IOException {
        file = new LogFile(directory.resolve("a.log"), Files.createDirectory(directory.resolve("copies")));
        file.append("one\ntwo\n".getBytes(UTF_8));
        Archive archive = new Archive(directory.resolve("archive"), "my.host");
        archived = Files.createDirectories(archive.directory(file.path()));
        Arrivals arrivals = new Arrivals(archive);
        gate = new CarefulGate(path -> newest, arrivals, false);
        whereTheBrokerForgets = new CarefulGate(path -> newest, arrivals, true);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void opensForARenameWhenBytesOfThisGenerationHaveArrived() throws IOException {
        assertThat(gate.isOpen(file, Rotation.RENAME)).isFalse();
        Files.writeString(archived.resolve("1.log"), "o");
        assertThat(gate.isOpen(file, Rotation.RENAME)).isTrue();

        file.rotateByRename();
        file.append("three\n".getBytes(UTF_8));

        assertThat(gate.isOpen(file, Rotation.RENAME)).isFalse();
        Files.writeString(archived.resolve("2.log"), "");
        assertThat(gate.isOpen(file, Rotation.RENAME)).isFalse();
        Files.writeString(archived.resolve("2.log"), "t");
        assertThat(gate.isOpen(file, Rotation.RENAME)).isTrue();
    }

    @Test
    void opensForATruncationWhenAllIsAcknowledged() {
        assertThat(gate.isOpen(file, Rotation.COPY_TRUNCATE)).isFalse();
        newest = Optional.of(new Known("a", 8, 7));
        assertThat(gate.isOpen(file, Rotation.COPY_TRUNCATE)).isFalse();
        newest = Optional.of(new Known("a", 8, 8));

        assertThat(gate.isOpen(file, Rotation.COPY_TRUNCATE)).isTrue();
    }

    @Test
    void doesNotTakeTheGenerationBeforeForThisOne() throws IOException {
        newest = Optional.of(new Known("a", 8, 8));
        assertThat(gate.isOpen(file, Rotation.DELETE)).isTrue();
        file.rotateByDelete();
        file.append("ONE\nTWO\n".getBytes(UTF_8));

        assertThat(gate.isOpen(file, Rotation.DELETE)).isFalse();
        newest = Optional.of(new Known("b", 8, 8));
        assertThat(gate.isOpen(file, Rotation.DELETE)).isTrue();
    }

    @Test
    void waitsForTheArchiveWhereTheBrokerMayForget() throws IOException {
        newest = Optional.of(new Known("a", 8, 8));
        Files.writeString(archived.resolve("1.log"), "one\ntw\n\0");
        assertThat(whereTheBrokerForgets.isOpen(file, Rotation.DELETE)).isFalse();

        Files.writeString(archived.resolve("1.log"), "one\ntwo\n");

        assertThat(whereTheBrokerForgets.isOpen(file, Rotation.DELETE)).isTrue();
    }
}

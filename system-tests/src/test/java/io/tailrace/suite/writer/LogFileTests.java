package io.tailrace.suite.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTests {

    @TempDir
    Path directory;

    private Path path;
    private LogFile file;

    @BeforeEach
    void create() throws IOException {
        path = Files.createDirectory(directory.resolve("logs")).resolve("a.log");
        file = new LogFile(path, Files.createDirectory(directory.resolve("copies")));
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void keepsACopyOfEachGenerationOfItsOwn() throws IOException {
        append("one\ntwo\n");
        file.rotateByRename();
        append("three\nfour");

        assertThat(path).hasContent("three\nfour");
        assertThat(path.resolveSibling("a.log.1")).hasContent("one\ntwo\n");
        assertThat(file.generations()).hasSize(2);
        assertThat(file.generations().get(0)).returns(2L, Generation::lines).returns(8L, Generation::bytes);
        assertThat(file.generations().get(0).copy()).hasContent("one\ntwo\n");
        assertThat(file.current()).returns(1L, Generation::lines).returns(10L, Generation::bytes);
        assertThat(file.current().copy()).hasContent("three\nfour");
    }

    @Test
    void goesOnInTheSameFileAfterACopytruncate() throws IOException {
        append("one\n");
        Object inode = Files.getAttribute(path, "unix:ino");
        AtomicLong sizeBeforeTruncation = new AtomicLong();

        file.rotateByCopyTruncate(() -> sizeBeforeTruncation.set(path.toFile().length()));
        append("two\n");

        assertThat(sizeBeforeTruncation).hasValue(4);
        assertThat(Files.getAttribute(path, "unix:ino")).isEqualTo(inode);
        assertThat(path).hasContent("two\n");
        assertThat(path.resolveSibling("a.log.1")).hasContent("one\n");
        assertThat(file.generations()).extracting(Generation::bytes).containsExactly(4L, 4L);
    }

    @Test
    void movesEarlierGenerationsOn() throws IOException {
        append("one\n");
        file.rotateByRename();
        append("two\n");
        file.rotateByCopyTruncate(() -> {});

        assertThat(path.resolveSibling("a.log.1")).hasContent("two\n");
        assertThat(path.resolveSibling("a.log.2")).hasContent("one\n");
    }

    @Test
    void beginsAnotherFileAfterADeletion() throws IOException {
        append("one\n");
        file.rotateByDelete();
        append("two\n");

        assertThat(path).hasContent("two\n");
        assertThat(path.getParent()).isDirectoryNotContaining("glob:**.1");
        assertThat(file.generations()).extracting(Generation::bytes).containsExactly(4L, 4L);
        assertThat(file.generations().get(0).copy()).hasContent("one\n");
    }

    @Test
    void removesRotatedFilesFromTheOldestOn() throws IOException {
        append("one\n");
        file.rotateByRename();
        append("two\n");
        file.rotateByDelete();
        append("three\n");
        file.rotateByCopyTruncate(() -> {});
        assertThat(file.rotated()).extracting(Generation::number).containsExactly(3, 1);

        file.removeOldestRotated();
        file.rotateByRename();

        assertThat(file.rotated()).extracting(Generation::number).containsExactly(4, 3);
        assertThat(path.resolveSibling("a.log.1")).isEmptyFile();
        assertThat(path.resolveSibling("a.log.2")).hasContent("three\n");
        assertThat(path.resolveSibling("a.log.3")).doesNotExist();
    }

    @Test
    void knowsHowManyLinesTheBytesOfAGenerationHold() throws IOException {
        append("one\ntwo\n");
        append("three\n");
        file.rotateByRename();

        assertThat(file.linesWithin(1, 7)).isZero();
        assertThat(file.linesWithin(1, 8)).isEqualTo(2);
        assertThat(file.linesWithin(1, 14)).isEqualTo(3);
        assertThat(file.linesWithin(2, 0)).isZero();
    }

    private void append(String text) throws IOException {
        file.append(text.getBytes(StandardCharsets.UTF_8));
    }
}

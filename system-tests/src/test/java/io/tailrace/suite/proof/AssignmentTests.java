package io.tailrace.suite.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.suite.proof.Verdict.Difference;
import io.tailrace.suite.proof.Verdict.Identical;
import io.tailrace.suite.writer.LogFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentTests {

    private static final String FIRST = "20261123T070102.345Z~0000000a.log";
    private static final String SECOND = "20261123T070103.345Z~00000001.log";

    @TempDir
    Path directory;

    private LogFile written;
    private Archive archive;

    @BeforeEach
    void writeThreeGenerations() throws IOException {
        Path logs = Files.createDirectory(directory.resolve("logs"));
        written = new LogFile(logs.resolve("a.log"), Files.createDirectory(directory.resolve("copies")));
        written.append(bytes("one\ntwo\n"));
        written.rotateByRename();
        written.append(bytes("ten\n"));
        written.rotateByRename();
        archive = new Archive(directory.resolve("archive"), "my.host");
        archived("a.log.1", SECOND, "one\ntwo\n");
    }

    @AfterEach
    void close() throws IOException {
        written.close();
    }

    @Test
    void findsGenerationsUnderTheNamesThatTheyWereRotatedTo() throws IOException {
        archived("a.log", FIRST, "ten\n");

        assertThat(verdict()).isEqualTo(new Identical(3, 12, 3));
        assertThat(archive.size()).isEqualTo(12);
    }

    @Test
    void namesTheFirstByteThatDiffersFromTheMostSimilarFile() throws IOException {
        Path file = archived("a.log", FIRST, "te");

        assertThat(verdict()).isInstanceOfSatisfying(Difference.class, difference -> {
            assertThat(difference.file()).isEqualTo(file);
            assertThat(difference.offset()).isEqualTo(2);
            assertThat(difference.problem())
                    .contains("the archive ends here, 2 bytes are missing", "generation 2 of " + written.path());
        });
    }

    @Test
    void missesAGenerationThatIsNowhere() throws IOException {
        assertThat(verdict()).isInstanceOfSatisfying(Difference.class, difference -> {
            assertThat(difference.file()).isEqualTo(written.path());
            assertThat(difference.problem()).contains("has no archive file", "generation 2");
        });
    }

    @Test
    void findsASecondArchiveOfTheSameBytes() throws IOException {
        archived("a.log", FIRST, "ten\n");
        Path second = archived("a.log.2", SECOND, "one\n");

        assertThat(verdict())
                .isEqualTo(new Difference(
                        second, 0, "is a second archive of generation 1 of " + written.path() + "; 1 such files"));
    }

    @Test
    void findsAnArchiveOfNothingThatWasWritten() throws IOException {
        archived("a.log", FIRST, "ten\n");
        Path other = archived("a.log.2", SECOND, "eleven\n");

        assertThat(verdict())
                .isEqualTo(new Difference(other, 0, "is the archive of nothing that was written; 1 such files"));
    }

    private Verdict verdict() throws IOException {
        return Assignment.of(written.generations(), archive.all());
    }

    private Path archived(String name, String file, String content) throws IOException {
        Path there = Files.createDirectories(archive.directory(written.path().resolveSibling(name)));
        return Files.writeString(there.resolve(file), content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.tailrace.suite.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.suite.proof.Verdict.Difference;
import io.tailrace.suite.proof.Verdict.Identical;
import io.tailrace.suite.writer.LogFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTests {

    private static final String FIRST = "20261123T070102.345Z~0000000a.log";
    private static final String SECOND = "20261123T070103.345Z~00000001.log";

    @TempDir
    Path directory;

    private LogFile written;
    private Path archived;
    private Proof proof;

    @BeforeEach
    void writeTwoGenerations() throws IOException {
        Path logs = Files.createDirectory(directory.resolve("logs"));
        written = new LogFile(logs.resolve("a.log"), Files.createDirectory(directory.resolve("copies")));
        written.append(bytes("one\ntwo\n"));
        written.rotateByRename();
        written.append(bytes("three\n"));
        Archive archive = new Archive(directory.resolve("archive"), "my.host");
        archived = Files.createDirectories(archive.directory(written.path()));
        proof = new Proof(archive);
        Files.write(archived.resolve(FIRST), bytes("one\ntwo\n"));
        Files.write(archived.resolve(SECOND), bytes("three\n"));
        Files.createSymbolicLink(archived.resolve("current"), Path.of(SECOND));
    }

    @Test
    void countsWhatWasWrittenWhenTheArchiveIsIdentical() throws IOException {
        assertThat(verdict()).isEqualTo(new Identical(3, 14, 2));
    }

    @Test
    void countsAGenerationThatNobodyWroteToAndThatHasNoArchive() throws IOException {
        written.rotateByRename();

        assertThat(verdict()).isEqualTo(new Identical(3, 14, 3));
    }

    @Test
    void namesTheFirstByteThatDiffers() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(archived.resolve(SECOND).toFile(), "rw")) {
            file.seek(2);
            file.write('X');
        }

        assertThat(verdict())
                .isEqualTo(new Difference(archived.resolve(SECOND), 2, "0x72 was written, 0x58 is archived"));
    }

    @Test
    void saysWhereAnArchiveFileEndsTooEarly() throws IOException {
        Files.write(archived.resolve(FIRST), bytes("one\n"));

        assertThat(verdict())
                .hasToString("first difference: " + archived.resolve(FIRST)
                        + ", offset 4: the archive ends here, 4 bytes are missing");
    }

    @Test
    void saysWhereAnArchiveFileGoesOn() throws IOException {
        Files.write(archived.resolve(FIRST), bytes("one\ntwo\ntwo\n"));

        assertThat(verdict())
                .isEqualTo(new Difference(archived.resolve(FIRST), 8, "the archive goes on, 4 bytes too many"));
    }

    @Test
    void missesTheArchiveOfAGeneration() throws IOException {
        Files.delete(archived.resolve(SECOND));

        assertThat(verdict()).isEqualTo(new Difference(written.path(), 0, "generation 2 has no archive file"));
    }

    @Test
    void findsAnArchiveFileOfNothingThatWasWritten() throws IOException {
        Path third = Files.write(archived.resolve("20261123T070104.345Z~00000001.log"), bytes("three\n"));

        assertThat(verdict()).isEqualTo(new Difference(third, 0, "is the archive of nothing that was written"));
    }

    private Verdict verdict() throws IOException {
        return proof.of(List.of(written.generations()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

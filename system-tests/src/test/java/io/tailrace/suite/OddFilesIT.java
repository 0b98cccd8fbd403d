package io.tailrace.suite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.suite.proof.Archive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedSuite.class)
class OddFilesIT {

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isArchivedAsItIs(String name, byte[] content, Workplace workplace) throws Exception {
        Path file = workplace.logs().resolve(name + ".log");

        Files.write(file, content);

        workplace.awaitArchived(file, content);
    }

    static Stream<Arguments> files() {
        byte[] longLine = new byte[2_000_000];
        Arrays.fill(longLine, (byte) 'x');
        longLine[longLine.length - 1] = '\n';
        byte[] binary = new byte[300_000];
        new Random(42).nextBytes(binary);
        byte[] line = "a line\n".getBytes(UTF_8);
        return Stream.of(
                Arguments.of("line of 2 MB", longLine),
                Arguments.of("NUL bytes", new byte[100_000]),
                Arguments.of("random bytes", binary),
                Arguments.of("UTF-16", "höher\nschneller\nweiter\n".getBytes(UTF_16)),
                Arguments.of("Latin-1", "höher\nschneller\n".getBytes(ISO_8859_1)),
                Arguments.of("CRLF", "one\r\ntwo\r\n\r\n".getBytes(UTF_8)),
                Arguments.of("no line end", "the last word".getBytes(UTF_8)),
                Arguments.of("line ends only", "\n\n\n".getBytes(UTF_8)),
                Arguments.of("name with  spaces ", line),
                Arguments.of("Zürich — журнал 日誌", line),
                Arguments.of("100%25 [a-z]{b}*?\\", line),
                Arguments.of("current", line));
    }

    @Test
    void anEmptyFileIsArchivedOnceItHasBytes(Workplace workplace) throws Exception {
        Path empty = Files.createFile(workplace.logs().resolve("empty.log"));
        Path other = workplace.logs().resolve("other.log");
        Files.writeString(other, "seen later than the empty file\n");
        workplace.awaitArchived(other, Files.readAllBytes(other));
        assertThat(Workplace.concatenated(workplace.archive().files(empty))).isEmpty();

        Files.writeString(empty, "not empty any more\n");

        workplace.awaitArchived(empty, "not empty any more\n".getBytes(UTF_8));
        assertThat(Archive.filesIn(workplace.archive().directory(empty))).hasSize(1);
    }
}

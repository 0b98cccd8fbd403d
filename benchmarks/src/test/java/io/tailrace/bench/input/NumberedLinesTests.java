package io.tailrace.bench.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedLinesTests {

    private final NumberedLines lines = new NumberedLines();

    @Test
    void eachLineHasItsNumberAndTheSameLength() {
        byte[] bytes = lines.lines(123_456_789, 3);

        assertThat(bytes).hasSize(3 * NumberedLines.LENGTH);
        assertThat(new String(bytes, StandardCharsets.US_ASCII).lines())
                .hasSize(3)
                .allMatch(line -> line.length() == NumberedLines.LENGTH - 1);
        assertThat(lines.number(bytes, 0)).isEqualTo(123_456_789);
        assertThat(lines.number(bytes, 2 * NumberedLines.LENGTH)).isEqualTo(123_456_791);
    }

    @Test
    void whatIsNoSuchLineHasNoNumber() {
        assertThat(lines.number(new byte[NumberedLines.LENGTH], 0)).isEqualTo(-1);
        assertThat(lines.number(lines.lines(1, 1), 1)).isEqualTo(-1);
    }

    @Test
    void aFileIsTheLinesOneAfterTheOther(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("lines.log");

        lines.write(file, 10, 10_000);

        assertThat(Files.readAllBytes(file)).isEqualTo(lines.lines(10, 10_000));
    }
}

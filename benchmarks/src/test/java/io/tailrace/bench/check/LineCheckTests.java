package io.tailrace.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailrace.bench.input.NumberedLines;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineCheckTests {

    private final NumberedLines lines = new NumberedLines();
    private final LineCheck check = new LineCheck(10);

    @Test
    void countsWhatIsMissingAndWhatIsThereTwice() {
        check.add(lines.lines(0, 7));
        check.add(lines.lines(5, 3));

        assertThat(check.lost()).isEqualTo(2);
        assertThat(check.duplicated()).isEqualTo(2);
    }

    @Test
    void recognizesLinesInJson() {
        String json = "[[1.5,{\"log\":\""
                + new String(lines.lines(3, 1), StandardCharsets.US_ASCII)
                        .strip()
                        .replace("\"", "\\\"") + "\"}]]";

        check.add(json.getBytes(StandardCharsets.US_ASCII));

        assertThat(check.lost()).isEqualTo(9);
    }

    @Test
    void aLineThatNobodyWroteIsAnError() {
        assertThatThrownBy(() -> check.add(lines.lines(10, 1))).isInstanceOf(NotIdenticalException.class);
    }
}

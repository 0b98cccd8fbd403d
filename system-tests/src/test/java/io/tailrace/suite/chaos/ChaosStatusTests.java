package io.tailrace.suite.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.suite.fault.Tally;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChaosStatusTests {

    private final ChaosStatus status = new ChaosStatus(
            Duration.ofMillis(166_700),
            new Tally.Counts(Map.of("kill -9 log-agent", 28, "cut line of log-agent", 24), 28, 26),
            30,
            112_100_000,
            102_800_000,
            195);

    @Test
    void fitsOnOneLine() {
        assertThat(status.line())
                .isEqualTo("    166 s  kills 28 of 30 (26 with bytes in flight)  other faults 24"
                        + "  written 112.1 MB  archived 102.8 MB  lag 9.3 MB  rotations 195");
    }

    @Test
    void isNarrowOnATerminal() {
        assertThat(status.table()).isEqualTo("""
                    166 s  kills 28 of 30 (26 with bytes in flight)  other faults 24
                           written 112.1 MB  archived 102.8 MB  lag 9.3 MB  rotations 195
                """);
        assertThat(status.table().lines()).allMatch(line -> line.length() < 80);
    }
}

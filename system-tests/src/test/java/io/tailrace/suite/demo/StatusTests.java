package io.tailrace.suite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.suite.demo.Status.Amount;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusTests {

    private final Status status = new Status(
            Duration.ofMillis(12_345),
            new Amount(120_000, 17_000_000),
            new Amount(119_900, 16_900_000),
            new Amount(119_800, 16_800_000),
            new Amount(119_700, 16_700_000),
            1_500_000);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void isOneLineWhereThereIsNoTerminal() {
        PlainScreen screen = new PlainScreen(out);

        screen.event("access.log rotated");
        screen.status(status);

        assertThat(bytes).hasToString("""
                        access.log rotated
                         12 s  lines written 120,000  read 119,900  stored 119,800  archived 119,700  lag 0.3 MB  1.5 MB/s
                        """);
    }

    @Test
    void isRedrawnBelowTheEventsOnATerminal() {
        TerminalScreen screen = new TerminalScreen(out);
        screen.status(status);
        String drawn = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();

        screen.event("access.log rotated");

        String up = "\033[" + drawn.lines().count() + "F\033[J";
        assertThat(bytes).hasToString(up + "access.log rotated\n" + drawn);
    }

    @Test
    void countsOnWhereAProcessBeganAnew() {
        Counter counter = new Counter();

        assertThat(counter.update(10)).isEqualTo(10);
        assertThat(counter.update(3)).isEqualTo(13);
        assertThat(counter.update(4)).isEqualTo(14);
    }
}

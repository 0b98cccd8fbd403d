package io.tailrace.suite.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScreenTests {

    private final Status status = new Status() {
        @Override
        public String line() {
            return "12 s  archived 119,700";
        }

        @Override
        public String table() {
            return "    12 s\narchived  119,700\n";
        }
    };
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void isOneLineWhereThereIsNoTerminal() {
        PlainScreen screen = new PlainScreen(out, Duration.ofSeconds(2));

        screen.event("access.log rotated");
        screen.status(status);

        assertThat(bytes).hasToString("access.log rotated\n12 s  archived 119,700\n");
    }

    @Test
    void isRedrawnBelowTheEventsOnATerminal() {
        TerminalScreen screen = new TerminalScreen(out);
        screen.status(status);
        String drawn = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();

        screen.event("access.log rotated");

        assertThat(drawn).isEqualTo("\n" + status.table());
        assertThat(bytes).hasToString("\033[3F\033[Jaccess.log rotated\n" + drawn);
    }
}

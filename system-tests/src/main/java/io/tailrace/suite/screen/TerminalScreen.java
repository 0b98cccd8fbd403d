package io.tailrace.suite.screen;

import java.io.PrintStream;
import java.time.Duration;

/** Events scroll by, and below them the status is drawn over and over. */
final class TerminalScreen implements Screen {

    private final PrintStream out;
    private String drawn = "";

    TerminalScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(250);
    }

    @Override
    public synchronized void event(String line) {
        erase();
        out.println(line);
        out.print(drawn);
        out.flush();
    }

    @Override
    public synchronized void status(Status status) {
        erase();
        drawn = System.lineSeparator() + status.table();
        out.print(drawn);
        out.flush();
    }

    private void erase() {
        long lines = drawn.lines().count();
        if (lines > 0) {
            // ECMA-48: cursor to the beginning of the line that many lines above; erase from the cursor to the end.
            out.print("\033[" + lines + "F\033[J");
        }
    }
}

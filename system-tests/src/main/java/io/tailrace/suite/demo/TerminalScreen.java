package io.tailrace.suite.demo;

import io.tailrace.suite.demo.Status.Amount;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Events scroll by, and below them the status is drawn over and over. Several threads may tell it things. */
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
        drawn = String.format(
                Locale.ROOT,
                "%n%6d s %14s %10s%n%s%s%s%s%10s %25.1f    now %.1f MB/s%n",
                status.elapsed().toSeconds(),
                "lines",
                "MB",
                row("written", status.written()),
                row("read", status.read()),
                row("stored", status.stored()),
                row("archived", status.archived()),
                "lag",
                status.lagMegabytes(),
                status.bytesPerSecond() / 1e6);
        out.print(drawn);
        out.flush();
    }

    private static String row(String name, Amount amount) {
        return String.format(Locale.ROOT, "%10s %,14d %10.1f%n", name, amount.lines(), amount.megabytes());
    }

    private void erase() {
        long lines = drawn.lines().count();
        if (lines > 0) {
            // ECMA-48: cursor to the beginning of the line that many lines above; erase from the cursor to the end.
            out.print("\033[" + lines + "F\033[J");
        }
    }
}

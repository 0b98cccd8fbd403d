package io.tailrace.suite.screen;

import java.io.PrintStream;
import java.time.Duration;

/** One line after the other, for logs and pipes. */
public final class PlainScreen implements Screen {

    private final PrintStream out;
    private final Duration interval;

    /** @param interval how often a status is printed */
    public PlainScreen(PrintStream out, Duration interval) {
        this.out = out;
        this.interval = interval;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void event(String line) {
        out.println(line);
    }

    @Override
    public void status(Status status) {
        out.println(status.line());
    }
}

package io.tailrace.suite.demo;

import java.io.PrintStream;
import java.time.Duration;

/** One line after the other, for logs and pipes. */
final class PlainScreen implements Screen {

    private final PrintStream out;

    PlainScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void event(String line) {
        out.println(line);
    }

    @Override
    public void status(Status status) {
        out.println(status);
    }
}

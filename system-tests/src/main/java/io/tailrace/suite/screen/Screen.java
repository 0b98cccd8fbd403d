package io.tailrace.suite.screen;

import java.io.PrintStream;
import java.time.Duration;

/** Shows what happens: events that stay, and a status that the next one replaces. Several threads may tell it things. */
public interface Screen {

    /**
     * A terminal's screen is redrawn; anything else gets plain lines.
     *
     * @param plainInterval how often a status is printed where there is no terminal
     */
    static Screen of(PrintStream out, Duration plainInterval) {
        return Boolean.getBoolean("tailrace.terminal") ? new TerminalScreen(out) : new PlainScreen(out, plainInterval);
    }

    /** How often it is worth telling {@link #status}. */
    Duration interval();

    /** Something happened. */
    void event(String line);

    /** How far things are. */
    void status(Status status);
}

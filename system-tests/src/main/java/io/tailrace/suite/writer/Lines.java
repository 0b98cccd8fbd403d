package io.tailrace.suite.writer;

/** Makes up log lines, the same ones for the same seed. */
public interface Lines {

    /**
     * Appends the next event: one line, or several where the event has them.
     *
     * @return how many lines
     */
    int next(StringBuilder out);
}

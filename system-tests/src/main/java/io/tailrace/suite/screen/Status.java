package io.tailrace.suite.screen;

/** How far things are at one moment. */
public interface Status {

    /** All of it on one line, for logs. */
    String line();

    /** All of it for a terminal: one or more lines, each with its line end. */
    String table();
}

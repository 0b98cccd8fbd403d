package io.tailrace.admin;

import java.io.PrintStream;

/** Something that is done once. */
@FunctionalInterface
interface Command {

    /**
     * Does it.
     *
     * @param out gets the answer
     * @return the exit code
     */
    int run(PrintStream out) throws InterruptedException;
}

package io.tailrace.suite.fault;

/** A process that faults hit, and that is started again after each. Not for use by several threads. */
interface Victim {

    /** What it is called in timelines. */
    String name();

    long pid();

    /** Whether the process is there, frozen or not. */
    boolean isRunning();

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    void kill() throws InterruptedException;

    /** Asks it to end in good order, and does not wait. */
    void requestStop();

    /** Starts it again, and does not wait for it to be ready. It must have ended. */
    void start();

    /** What it printed last, for whoever has to find out why it ended. */
    String lastOutput();
}

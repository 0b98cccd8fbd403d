package io.tailrace.suite.process;

import java.io.IOException;

/** Signals that the JDK can't send by itself. */
public enum Signal {
    /** The process stands still, and nothing in it notices. */
    STOP,
    /** It goes on. */
    CONT;

    /**
     * Sends it.
     *
     * @return whether there was such a process
     */
    public boolean send(long pid) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-" + this, Long.toString(pid))
                        .start()
                        .waitFor()
                == 0;
    }
}

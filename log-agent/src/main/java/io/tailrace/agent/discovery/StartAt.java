package io.tailrace.agent.discovery;

/** Where to begin with a file that was there before the agent ever saw it. */
public enum StartAt {
    BEGINNING,
    END
}

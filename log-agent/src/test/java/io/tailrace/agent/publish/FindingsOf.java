package io.tailrace.agent.publish;

import io.tailrace.protocol.LogMessage;

/** Puts findings together for streams that are none. */
public final class FindingsOf {

    private final Findings findings = new Findings();

    public void add(LogMessage message, long sequence) {
        findings.add(message, sequence);
    }

    public Findings all() {
        return findings;
    }
}

package io.tailrace.agent.publish;

/** For streams of other packages' tests. */
public final class Payloads {

    private Payloads() {}

    public static byte[] of(Outgoing message) {
        return message.payload();
    }

    /** Which attempt its id is of. */
    public static int attempt(Outgoing message) {
        return message.attempt();
    }
}

package io.tailrace.agent.publish;

/** For streams of other packages' tests. */
public final class Payloads {

    private Payloads() {}

    public static byte[] of(Outgoing message) {
        return message.payload();
    }
}

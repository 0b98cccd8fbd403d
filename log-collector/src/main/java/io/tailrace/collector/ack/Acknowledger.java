package io.tailrace.collector.ack;

import java.util.List;

/**
 * Tells the broker that messages are durable. An acknowledgement that gets lost does no harm: the message is delivered
 * again and recognized, or skipped because the ledger holds the position.
 */
@FunctionalInterface
public interface Acknowledger {

    /**
     * Acknowledges messages; doesn't wait, doesn't throw.
     *
     * @param replySubjects the messages' reply subjects
     */
    void acknowledge(List<String> replySubjects);
}

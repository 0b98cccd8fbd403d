package io.tailrace.collector.ack;

/** Which messages are acknowledged once they are durable. */
public enum AckPolicy {
    /** The last of a batch, which implies all before it. */
    ALL,
    /** Each. */
    EXPLICIT,
    /** None: the server counts a message as acknowledged when it is sent. */
    NONE
}

package io.tailrace.suite.fault;

/** Which process a fault hits. */
public enum Part {
    AGENT("log-agent"),
    COLLECTOR("log-collector"),
    /** The nats-server, or any of the cluster. */
    SERVER("nats-server"),
    /** The server that leads the stream at that moment. */
    STREAM_LEADER("leader of the stream"),
    /** The server that leads the collector's consumer at that moment. */
    CONSUMER_LEADER("leader of a consumer");

    private final String text;

    Part(String text) {
        this.text = text;
    }

    boolean isServer() {
        return this != AGENT && this != COLLECTOR;
    }

    @Override
    public String toString() {
        return text;
    }
}

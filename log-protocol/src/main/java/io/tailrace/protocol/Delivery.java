package io.tailrace.protocol;

/** How an input's bytes are sent. */
public enum Delivery {
    /** JetStream publish: windowed, acknowledged, repeated for as long as it takes. The header is absent. */
    ACKED(""),
    /** Core publish: nothing is promised. */
    FIRE_AND_FORGET("fire-and-forget");

    private final String headerValue;

    Delivery(String headerValue) {
        this.headerValue = headerValue;
    }

    String headerValue() {
        return headerValue;
    }

    /** As it is configured, and as it stands in an inventory. */
    public String label() {
        return this == ACKED ? "acked" : headerValue;
    }
}

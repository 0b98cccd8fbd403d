package io.tailrace.protocol;

/** How an input's bytes are sent. */
public enum Delivery {
    /** JetStream publish: windowed, acknowledged, repeated for as long as it takes. */
    ACKED,
    /** Core publish: nothing is promised. */
    FIRE_AND_FORGET
}

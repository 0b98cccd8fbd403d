package io.tailrace.agent.publish;

import io.tailrace.agent.source.Source;
import io.tailrace.protocol.LogMessage;
import org.jspecify.annotations.Nullable;

/** A message from when it is sent first to when it is acknowledged. Only the shipping thread changes it. */
public final class Outgoing {

    private final Source source;
    private final LogMessage message;
    private final int lines;
    private byte @Nullable [] payload;
    private final int size;
    private State state = State.SENT;
    private long sentAt;

    enum State {
        /** On its way: the outcome is open. */
        SENT,
        /** Refused, and so not stored: to be sent again on the same link. */
        REFUSED,
        ACKED
    }

    /**
     * @param source what it is of
     * @param message what its headers say
     * @param payload its bytes
     * @param lines line ends among them
     */
    public Outgoing(Source source, LogMessage message, byte[] payload, int lines) {
        this.source = source;
        this.message = message;
        this.payload = payload;
        this.size = payload.length;
        this.lines = lines;
    }

    public Source source() {
        return source;
    }

    public LogMessage message() {
        return message;
    }

    public int lines() {
        return lines;
    }

    /** Payload bytes. */
    public int size() {
        return size;
    }

    /** The bytes; there until it is acknowledged. */
    byte[] payload() {
        if (payload == null) {
            throw new IllegalStateException("acknowledged, so its bytes are gone");
        }
        return payload;
    }

    State state() {
        return state;
    }

    long sentAt() {
        return sentAt;
    }

    void sent(long nanos) {
        state = State.SENT;
        sentAt = nanos;
    }

    void refused() {
        state = State.REFUSED;
    }

    void acked() {
        state = State.ACKED;
        payload = null;
    }
}

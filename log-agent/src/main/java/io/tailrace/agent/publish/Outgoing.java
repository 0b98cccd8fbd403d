package io.tailrace.agent.publish;

import io.tailrace.agent.framing.Recut;
import io.tailrace.agent.source.Source;
import io.tailrace.protocol.LogMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message from when it is sent first to when it is acknowledged. Only the shipping thread changes it. */
public final class Outgoing {

    private final Source source;
    private final LogMessage message;
    private final int lines;
    private final @Nullable Outgoing whole;
    private byte @Nullable [] payload;
    private final int size;
    private State state = State.SENT;
    private boolean refusedBefore;
    private long sentAt;
    private int openPieces;

    enum State {
        /** On its way: the outcome is open. */
        SENT,
        /** Refused, and so not stored: to be sent again on the same link. */
        REFUSED,
        /** Too large, and so not stored: its pieces take its place. */
        CUT,
        ACKED
    }

    /**
     * @param source what it is of
     * @param message what its headers say
     * @param payload its bytes
     * @param lines line ends among them
     */
    public Outgoing(Source source, LogMessage message, byte[] payload, int lines) {
        this(source, message, payload, lines, null);
    }

    private Outgoing(Source source, LogMessage message, byte[] payload, int lines, @Nullable Outgoing whole) {
        this.source = source;
        this.message = message;
        this.payload = payload;
        this.size = payload.length;
        this.lines = lines;
        this.whole = whole;
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
        refusedBefore = true;
    }

    /** Whether the stream has refused it at least once. */
    boolean refusedBefore() {
        return refusedBefore;
    }

    /** Payload that fits when all of a message takes {@code maxMessageSize} bytes; may be negative. */
    long room(long maxMessageSize) {
        return maxMessageSize - source.headerSize();
    }

    /**
     * Cuts it at line ends wherever a line fits. From now on it is its pieces that are sent and acknowledged.
     *
     * @param maxBytes payload of a piece at most
     */
    List<Outgoing> cut(int maxBytes) {
        if (!(message instanceof LogMessage.Content content)) {
            throw new IllegalStateException("only a message with a payload can be cut");
        }
        List<Outgoing> pieces = Recut.of(content.span(), payload(), content.linePart(), maxBytes).stream()
                .map(frame -> new Outgoing(
                        source,
                        new LogMessage.Content(
                                content.origin(),
                                frame.span(),
                                content.acked(),
                                frame.linePart(),
                                content.readMicros()),
                        frame.payload(),
                        frame.lines(),
                        this))
                .toList();
        openPieces = pieces.size();
        state = State.CUT;
        payload = null;
        return pieces;
    }

    /**
     * The stream has it.
     *
     * @return the message that is settled by this: itself, or, where it was the last open piece of one, that one
     */
    @Nullable Outgoing acked() {
        state = State.ACKED;
        payload = null;
        return whole == null ? this : whole.pieceAcked();
    }

    private @Nullable Outgoing pieceAcked() {
        openPieces--;
        return openPieces == 0 ? acked() : null;
    }
}

package io.tailrace.agent.publish;

import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.framing.Recut;
import io.tailrace.agent.source.Source;
import io.tailrace.protocol.Checksum;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.LogMessage;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A message from when it is sent first to when it is acknowledged. Only the shipping thread changes it. */
public final class Outgoing {

    private final Source source;
    private LogMessage message;
    private final int lines;
    private final @Nullable Outgoing whole;
    private byte @Nullable [] payload;
    private final int size;
    private State state = State.SENT;
    private boolean refusedBefore;
    private long sentAt;
    private int openPieces;
    private int attempt;
    private int slot = -1;
    private @Nullable Mark floor;
    private long sequence;

    enum State {
        /** On its way: the outcome is open. */
        SENT,
        /** The stream says that it has it already: to be read back. */
        DOUBTED,
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

    /**
     * One whose id may be known to the broker.
     *
     * @param attempt of its id, where a former agent has sent the same bytes with the same cuts
     */
    public Outgoing(Source source, LogMessage message, byte[] payload, int lines, int attempt) {
        this(source, message, payload, lines, null);
        this.attempt = attempt;
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

    /** Which attempt its id is of; 0 but for what the broker knew the id of and had lost. */
    int attempt() {
        return attempt;
    }

    /** What the flight recorder shall remember of it; null for a message without bytes, or one that promises nothing. */
    @Nullable Flight flight() {
        if (message instanceof LogMessage.Content content && content.origin().delivery() == Delivery.ACKED) {
            int crc = content.crc().orElseGet(() -> Checksum.of(payload()));
            return new Flight(content.origin().source(), content.span(), attempt, crc);
        }
        return null;
    }

    /** Its place in the flight recorder, -1 for none. */
    int slot() {
        return slot;
    }

    void slot(int newSlot) {
        slot = newSlot;
    }

    /** The highest message that was acknowledged when this one could first be stored: it lies behind. */
    @Nullable Mark floor() {
        return floor;
    }

    void floor(@Nullable Mark mark) {
        floor = mark;
    }

    /** Where it is in the stream, 0 when that is not known. */
    public long sequence() {
        return sequence;
    }

    void storedAt(long newSequence) {
        sequence = newSequence;
    }

    /** Whether it is the seal of a source that has not ended after all. */
    boolean isRevoked() {
        return message instanceof LogMessage.Seal && source.ending() == null;
    }

    /** It is sent once more: with what is acknowledged by now. */
    void renew() {
        if (message instanceof LogMessage.Content content && content.acked().isPresent()) {
            message = content.withAcked(source.acked());
        }
    }

    /** The stream had lost it and its broker knows its id: the next attempt has another one. */
    void nextAttempt() {
        attempt++;
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

    void doubted() {
        state = State.DOUBTED;
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
                                content.readMicros(),
                                OptionalInt.of(Checksum.of(frame.payload()))),
                        frame.payload(),
                        frame.lines(),
                        this))
                .toList();
        pieces.forEach(piece -> piece.floor = floor);
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

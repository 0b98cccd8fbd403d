package io.tailrace.protocol;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * The headers of a message: {@link LogMessage} to headers and back. Reading trusts nothing: whatever the headers say is
 * checked against each other and against the payload's length, and the first contradiction is named.
 */
public final class LogHeaders {

    public static final String MESSAGE_ID = "Nats-Msg-Id";
    public static final String SOURCE = "Log-Source";
    public static final String SPAN = "Log-Span";
    public static final String ACKED = "Log-Acked";
    public static final String FROM = "Log-From";
    public static final String PATH = "Log-Path";
    public static final String INPUT = "Log-Input";
    public static final String TIME = "Log-Time";
    public static final String CRC = "Log-Crc";
    public static final String LINE = "Log-Line";
    public static final String DELIVERY = "Log-Delivery";
    public static final String SEAL = "Log-Seal";
    public static final String LOST = "Log-Lost";
    public static final String BARRIER = "Log-Barrier";
    public static final String LABEL_PREFIX = "Log-Label-";

    /**
     * All headers of a message stay below this many bytes, names included. {@link HeaderLimits} sees to it for all
     * messages but a {@link LogMessage.Seal} with a long list of lost ranges.
     */
    public static final int MAX_SIZE = 16 * 1024;

    private static final int FRAME_SIZE = "NATS/1.0\r\n\r\n".length();
    private static final int FIELD_FRAME_SIZE = ": \r\n".length();

    private LogHeaders() {}

    /**
     * Headers of a received message. Names are compared as they are written: to NATS {@code Log-Span} and
     * {@code log-span} are two headers (ADR-4), and the second is none of ours.
     */
    public interface Source {

        /** The values under exactly this name, in their order; empty when there is none. */
        List<String> values(String name);

        /** The names of all headers. */
        Iterable<String> names();
    }

    /**
     * Writes a message's headers, {@code Nats-Msg-Id} among them. Names and values are printable ASCII.
     *
     * @param message what to say; {@link LogMessage.Plain} has no headers
     * @param headers takes name and value; a name comes more than once for a seal's lost ranges
     */
    public static void write(LogMessage message, BiConsumer<String, String> headers) {
        write(message, 0, headers);
    }

    /**
     * The same for a message that is sent once more, although the broker has its id, because the stream does not hold it.
     *
     * @param attempt 0 for the first; every other one has an id of its own
     */
    public static void write(LogMessage message, int attempt, BiConsumer<String, String> headers) {
        if (message instanceof LogMessage.Content content) {
            headers.accept(MESSAGE_ID, messageId(content, attempt));
            headers.accept(SPAN, content.span().toString());
            if (content.acked().isPresent()) {
                headers.accept(ACKED, Long.toString(content.acked().getAsLong()));
            }
            headers.accept(TIME, Long.toString(content.readMicros()));
            if (content.crc().isPresent()) {
                headers.accept(CRC, Checksum.format(content.crc().getAsInt()));
            }
            if (content.linePart() != LinePart.WHOLE) {
                headers.accept(LINE, content.linePart().headerValue());
            }
            writeOrigin(content.origin(), headers);
        } else if (message instanceof LogMessage.Seal seal) {
            headers.accept(MESSAGE_ID, messageId(seal, attempt));
            headers.accept(SPAN, new Span(seal.length(), seal.length()).toString());
            headers.accept(SEAL, seal.reason().headerValue());
            for (Span lost : seal.lost()) {
                headers.accept(LOST, lost.toString());
            }
            writeOrigin(seal.origin(), headers);
        } else if (message instanceof LogMessage.Barrier barrier) {
            headers.accept(MESSAGE_ID, messageId(barrier, attempt));
            headers.accept(BARRIER, value(barrier));
        }
    }

    private static void writeOrigin(Origin origin, BiConsumer<String, String> headers) {
        headers.accept(SOURCE, origin.source().toString());
        headers.accept(PATH, PercentEncoding.encode(origin.path()));
        headers.accept(INPUT, PercentEncoding.encode(origin.input()));
        if (origin.from() != 0) {
            headers.accept(FROM, Long.toString(origin.from()));
        }
        if (origin.delivery() != Delivery.ACKED) {
            headers.accept(DELIVERY, origin.delivery().headerValue());
        }
        origin.labels().forEach((name, value) -> headers.accept(LABEL_PREFIX + name, PercentEncoding.encode(value)));
    }

    /**
     * The {@code Nats-Msg-Id}: {@code <source>:<start>:<end>} of a span, {@code <source>:<length>:<length>:<reason>} of a
     * seal, a barrier's own value; {@code :<attempt>} behind it for any but the first attempt.
     *
     * @throws IllegalArgumentException for a plain message, which has none
     */
    public static String messageId(LogMessage message, int attempt) {
        String id;
        if (message instanceof LogMessage.Content content) {
            id = messageId(
                    content.origin().source(),
                    content.span().start(),
                    content.span().end());
        } else if (message instanceof LogMessage.Seal seal) {
            id = messageId(seal.origin().source(), seal.length(), seal.length()) + ":"
                    + seal.reason().headerValue();
        } else if (message instanceof LogMessage.Barrier barrier) {
            id = value(barrier);
        } else {
            throw new IllegalArgumentException("a plain message has no id");
        }
        return attempt == 0 ? id : id + ":" + attempt;
    }

    private static String value(LogMessage.Barrier barrier) {
        return barrier.instance() + ":" + barrier.epoch();
    }

    private static String messageId(SourceId source, long start, long end) {
        return source + ":" + start + ":" + end;
    }

    /**
     * Reads a received message. {@code Nats-Msg-Id} is the broker's and is not looked at.
     *
     * @param headers as received
     * @param payloadLength in bytes; of a message that came without its payload, what {@code Nats-Msg-Size} says
     * @throws MalformedMessageException when a header is missing, doubled, not of its form, or contradicts another one
     *     or the payload
     */
    public static LogMessage read(Source headers, int payloadLength) throws MalformedMessageException {
        return new MessageReader(headers, payloadLength).read();
    }

    /** The size of a message's headers as NATS sends them, in bytes: what {@link #MAX_SIZE} bounds. */
    public static int size(LogMessage message) {
        int[] size = {FRAME_SIZE};
        write(message, (name, value) -> size[0] += fieldSize(name.length(), value.length()));
        return size[0];
    }

    /** The size of one header of ASCII, in bytes. */
    static int fieldSize(int nameLength, int valueLength) {
        return nameLength + valueLength + FIELD_FRAME_SIZE;
    }
}

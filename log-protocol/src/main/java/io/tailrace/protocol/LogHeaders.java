package io.tailrace.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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
    public static final String LINE = "Log-Line";
    public static final String DELIVERY = "Log-Delivery";
    public static final String SEAL = "Log-Seal";
    public static final String LOST = "Log-Lost";
    public static final String BARRIER = "Log-Barrier";
    public static final String LABEL_PREFIX = "Log-Label-";

    /** All headers of a message stay below this many bytes, names included. */
    public static final int MAX_SIZE = 16 * 1024;

    private static final String FIRE_AND_FORGET = "fire-and-forget";

    private LogHeaders() {}

    /** Headers of a received message. */
    public interface Source {

        /** The values under a name, in their order; empty when there is none. */
        List<String> values(String name);

        /** The names of all headers. */
        Iterable<String> names();
    }

    /**
     * Writes a message's headers, {@code Nats-Msg-Id} among them.
     *
     * @param message what to say; {@link LogMessage.Plain} has no headers
     * @param headers takes name and value
     */
    public static void write(LogMessage message, BiConsumer<String, String> headers) {
        if (message instanceof LogMessage.Content content) {
            headers.accept(MESSAGE_ID, messageId(content));
            headers.accept(SPAN, content.span().toString());
            content.acked().ifPresent(acked -> headers.accept(ACKED, Long.toString(acked)));
            headers.accept(TIME, Long.toString(content.readMicros()));
            if (content.linePart() != LinePart.WHOLE) {
                headers.accept(LINE, content.linePart().headerValue());
            }
            writeOrigin(content.origin(), headers);
        } else if (message instanceof LogMessage.Seal seal) {
            headers.accept(MESSAGE_ID, messageId(seal));
            headers.accept(SPAN, seal.length() + "-" + seal.length());
            headers.accept(SEAL, seal.reason().headerValue());
            for (Span lost : seal.lost()) {
                headers.accept(LOST, lost.toString());
            }
            writeOrigin(seal.origin(), headers);
        } else if (message instanceof LogMessage.Barrier barrier) {
            headers.accept(MESSAGE_ID, barrier.instance() + ":" + barrier.epoch());
            headers.accept(BARRIER, barrier.instance() + ":" + barrier.epoch());
        }
    }

    /** The {@code Nats-Msg-Id} of a span: {@code <source>:<start>:<end>}. */
    public static String messageId(LogMessage.Content content) {
        return content.origin().source() + ":" + content.span().start() + ":"
                + content.span().end();
    }

    /** The {@code Nats-Msg-Id} of a seal: {@code <source>:<length>:<length>:<reason>}. */
    public static String messageId(LogMessage.Seal seal) {
        return seal.origin().source() + ":" + seal.length() + ":" + seal.length() + ":"
                + seal.reason().headerValue();
    }

    /**
     * Reads a received message.
     *
     * @param headers as received
     * @param payloadLength in bytes
     * @throws MalformedMessageException when a header is missing, doubled, not of its form, or contradicts another one
     *     or the payload
     */
    public static LogMessage read(Source headers, int payloadLength) throws MalformedMessageException {
        HeaderReader reader = new HeaderReader(headers);
        String barrier = reader.optional(BARRIER);
        if (barrier != null) {
            return readBarrier(barrier, payloadLength);
        }
        if (reader.optional(SOURCE) == null) {
            reader.requireNoneOf(List.of(SPAN, SEAL, PATH), SOURCE);
            return new LogMessage.Plain();
        }
        Origin origin = readOrigin(reader, headers);
        Span span = reader.required(SPAN, Span::parse);
        if (span.length() != payloadLength) {
            throw new MalformedMessageException(
                    SPAN, span + " is " + span.length() + " bytes, the payload is " + payloadLength);
        }
        if (span.start() < origin.from()) {
            throw new MalformedMessageException(SPAN, span + " begins before Log-From " + origin.from());
        }
        SealReason seal = reader.oneOf(SEAL, SealReason.values(), SealReason::headerValue);
        return seal == null ? readContent(reader, origin, span) : readSeal(reader, origin, span, seal);
    }

    private static LogMessage.Content readContent(HeaderReader reader, Origin origin, Span span)
            throws MalformedMessageException {
        if (span.isEmpty()) {
            throw new MalformedMessageException(SPAN, span + " is empty and the message is no seal");
        }
        Long acked = reader.optional(ACKED, Offsets::parse);
        if (acked != null && origin.delivery() == Delivery.FIRE_AND_FORGET) {
            throw new MalformedMessageException(ACKED, "a fire-and-forget source has no acked offset");
        }
        if (acked == null && origin.delivery() == Delivery.ACKED) {
            throw new MalformedMessageException(ACKED, "is missing");
        }
        if (acked != null && acked > span.start()) {
            throw new MalformedMessageException(ACKED, acked + " is beyond the start of span " + span);
        }
        LinePart linePart = reader.oneOf(LINE, LinePart.values(), LinePart::headerValue);
        long readMicros = reader.required(TIME, Offsets::parse);
        return new LogMessage.Content(
                origin,
                span,
                acked == null ? OptionalLong.empty() : OptionalLong.of(acked),
                linePart == null ? LinePart.WHOLE : linePart,
                readMicros);
    }

    private static LogMessage.Seal readSeal(HeaderReader reader, Origin origin, Span span, SealReason reason)
            throws MalformedMessageException {
        List<Span> lost = new ArrayList<>();
        for (Span range : reader.all(LOST, Span::parse)) {
            if (range.isEmpty() || range.end() > span.end() || range.start() < origin.from()) {
                throw new MalformedMessageException(
                        LOST, range + " is not a range within " + origin.from() + "-" + span.end());
            }
            lost.add(range);
        }
        return new LogMessage.Seal(origin, span.end(), reason, lost);
    }

    private static LogMessage.Barrier readBarrier(String value, int payloadLength) throws MalformedMessageException {
        int colon = value.lastIndexOf(':');
        if (colon < 1 || payloadLength != 0) {
            throw new MalformedMessageException(
                    BARRIER, "is <instance>:<epoch> on an empty message, not \"" + value + "\"");
        }
        try {
            return new LogMessage.Barrier(value.substring(0, colon), Offsets.parse(value, colon + 1, value.length()));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(BARRIER, String.valueOf(e.getMessage()));
        }
    }

    private static void writeOrigin(Origin origin, BiConsumer<String, String> headers) {
        headers.accept(SOURCE, origin.source().toString());
        headers.accept(PATH, PercentEncoding.encode(origin.path()));
        headers.accept(INPUT, PercentEncoding.encode(origin.input()));
        if (origin.from() != 0) {
            headers.accept(FROM, Long.toString(origin.from()));
        }
        if (origin.delivery() == Delivery.FIRE_AND_FORGET) {
            headers.accept(DELIVERY, FIRE_AND_FORGET);
        }
        origin.labels().forEach((name, value) -> headers.accept(LABEL_PREFIX + name, PercentEncoding.encode(value)));
    }

    private static Origin readOrigin(HeaderReader reader, Source headers) throws MalformedMessageException {
        SourceId source = reader.required(SOURCE, SourceId::parse);
        String path = reader.required(PATH, PercentEncoding::decode);
        String input = reader.required(INPUT, PercentEncoding::decode);
        Long from = reader.optional(FROM, Offsets::parse);
        String delivery = reader.oneOf(DELIVERY, new String[] {FIRE_AND_FORGET}, value -> value);
        Map<String, String> labels = new HashMap<>();
        for (String name : headers.names()) {
            if (name.startsWith(LABEL_PREFIX)) {
                labels.put(name.substring(LABEL_PREFIX.length()), reader.required(name, PercentEncoding::decode));
            }
        }
        return new Origin(
                source,
                path,
                input,
                delivery == null ? Delivery.ACKED : Delivery.FIRE_AND_FORGET,
                from == null ? 0 : from,
                labels);
    }

    /** The size of headers as NATS sends them, in bytes: what {@link #MAX_SIZE} bounds. */
    public static int size(LogMessage message) {
        int[] size = {"NATS/1.0\r\n\r\n".length()};
        write(
                message,
                (name, value) -> size[0] += name.getBytes(StandardCharsets.UTF_8).length
                        + value.getBytes(StandardCharsets.UTF_8).length
                        + ": \r\n".length());
        return size[0];
    }
}

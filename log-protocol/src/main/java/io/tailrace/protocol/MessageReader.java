package io.tailrace.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Headers to {@link LogMessage}. Headers that the contract does not know are passed over, since it grows by adding some;
 * of those it knows, the first that is missing, doubled, not of its form or in contradiction is named.
 */
final class MessageReader {

    /** Without {@code Log-Source} these speak of nothing; labels may stand on anybody's message. */
    private static final List<String> OF_A_SOURCE = List.of(
            LogHeaders.SPAN,
            LogHeaders.SEAL,
            LogHeaders.PATH,
            LogHeaders.INPUT,
            LogHeaders.ACKED,
            LogHeaders.FROM,
            LogHeaders.TIME,
            LogHeaders.CRC,
            LogHeaders.LINE,
            LogHeaders.DELIVERY,
            LogHeaders.LOST);

    private final HeaderReader reader;
    private final LogHeaders.Source headers;
    private final int payloadLength;

    MessageReader(LogHeaders.Source headers, int payloadLength) {
        this.reader = new HeaderReader(headers);
        this.headers = headers;
        this.payloadLength = payloadLength;
    }

    LogMessage read() throws MalformedMessageException {
        if (reader.has(LogHeaders.BARRIER)) {
            return barrier();
        }
        if (reader.has(LogHeaders.SOURCE)) {
            return reader.has(LogHeaders.SEAL) ? seal() : content();
        }
        for (String name : OF_A_SOURCE) {
            if (reader.has(name)) {
                throw new MalformedMessageException(LogHeaders.SOURCE, "is missing beside " + name);
            }
        }
        return new LogMessage.Plain();
    }

    private LogMessage.Barrier barrier() throws MalformedMessageException {
        LogMessage.Barrier barrier = reader.required(LogHeaders.BARRIER, MessageReader::parseBarrier);
        if (payloadLength != 0) {
            throw new MalformedMessageException(
                    LogHeaders.BARRIER, "belongs on an empty message, the payload is " + payloadLength);
        }
        if (reader.has(LogHeaders.SOURCE) || reader.has(LogHeaders.SPAN) || reader.has(LogHeaders.SEAL)) {
            throw new MalformedMessageException(LogHeaders.BARRIER, "is there beside the headers of a source");
        }
        return barrier;
    }

    private static LogMessage.Barrier parseBarrier(String value) {
        int colon = value.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a barrier is <instance>:<epoch>, not " + Excerpt.of(value));
        }
        return new LogMessage.Barrier(value.substring(0, colon), Offsets.parse(value, colon + 1, value.length()));
    }

    private LogMessage.Content content() throws MalformedMessageException {
        Origin origin = origin();
        Span span = span(origin);
        if (span.isEmpty()) {
            throw new MalformedMessageException(LogHeaders.SPAN, span + " is empty and the message is no seal");
        }
        if (reader.has(LogHeaders.LOST)) {
            throw new MalformedMessageException(LogHeaders.LOST, "is there and the message is no seal");
        }
        LinePart linePart = reader.oneOf(LogHeaders.LINE, LinePart.values(), LinePart::headerValue);
        return new LogMessage.Content(
                origin,
                span,
                acked(origin),
                linePart == null ? LinePart.WHOLE : linePart,
                reader.required(LogHeaders.TIME, Offsets::parse),
                crc());
    }

    private OptionalInt crc() throws MalformedMessageException {
        Integer crc = reader.optional(LogHeaders.CRC, Checksum::parse);
        return crc == null ? OptionalInt.empty() : OptionalInt.of(crc);
    }

    private OptionalLong acked(Origin origin) throws MalformedMessageException {
        if (origin.delivery() == Delivery.ACKED) {
            return OptionalLong.of(reader.required(LogHeaders.ACKED, Offsets::parse));
        }
        if (reader.has(LogHeaders.ACKED)) {
            throw new MalformedMessageException(LogHeaders.ACKED, "a fire-and-forget source has no acked offset");
        }
        return OptionalLong.empty();
    }

    private LogMessage.Seal seal() throws MalformedMessageException {
        Origin origin = origin();
        SealReason reason = reader.oneOf(LogHeaders.SEAL, SealReason.values(), SealReason::headerValue);
        Span span = span(origin);
        if (reason == null || !span.isEmpty()) {
            throw new MalformedMessageException(LogHeaders.SEAL, "belongs on an empty message, the span is " + span);
        }
        List<Span> lost = reader.all(LogHeaders.LOST, Span::parse);
        try {
            return new LogMessage.Seal(origin, span.end(), reason, lost);
        } catch (IllegalArgumentException e) {
            // The length was compared with Log-From already: only lost ranges are left to complain about.
            throw new MalformedMessageException(LogHeaders.LOST, String.valueOf(e.getMessage()));
        }
    }

    private Span span(Origin origin) throws MalformedMessageException {
        Span span = reader.required(LogHeaders.SPAN, Span::parse);
        if (span.length() != payloadLength) {
            throw new MalformedMessageException(
                    LogHeaders.SPAN, span + " is " + span.length() + " bytes, the payload is " + payloadLength);
        }
        if (span.start() < origin.from()) {
            throw new MalformedMessageException(
                    LogHeaders.SPAN, span + " begins before " + LogHeaders.FROM + " " + origin.from());
        }
        return span;
    }

    private Origin origin() throws MalformedMessageException {
        SourceId source = reader.required(LogHeaders.SOURCE, SourceId::parse);
        String path = reader.required(LogHeaders.PATH, value -> {
            String decoded = PercentEncoding.decode(value);
            HeaderLimits.checkPath(decoded);
            return decoded;
        });
        String input = reader.required(LogHeaders.INPUT, value -> {
            String decoded = PercentEncoding.decode(value);
            HeaderLimits.checkInput(decoded);
            return decoded;
        });
        Long from = reader.optional(LogHeaders.FROM, Offsets::parse);
        Delivery delivery = reader.oneOf(LogHeaders.DELIVERY, Delivery.values(), Delivery::headerValue);
        return new Origin(
                source, path, input, delivery == null ? Delivery.ACKED : delivery, from == null ? 0 : from, labels());
    }

    private Map<String, String> labels() throws MalformedMessageException {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String header : headers.names()) {
            if (header.startsWith(LogHeaders.LABEL_PREFIX)) {
                String name = header.substring(LogHeaders.LABEL_PREFIX.length());
                labels.put(name, reader.required(header, PercentEncoding::decode));
            }
        }
        try {
            HeaderLimits.checkLabels(labels);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(LogHeaders.LABEL_PREFIX + "*", String.valueOf(e.getMessage()));
        }
        return labels;
    }
}

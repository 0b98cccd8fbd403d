package io.tailrace.protocol;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Messages that keep the contract, for tests to break. */
final class Messages {

    static final SourceId SOURCE = SourceId.parse("019ab0c5-2f39-7c3e-9d51-6f0a8e4b7d23");

    private Messages() {}

    static Origin origin(Delivery delivery, long from) {
        return new Origin(SOURCE, "/var/log/nginx/access.log", "nginx", delivery, from, Map.of("team", "web"));
    }

    /** Bytes 100 to 160 of a source that is shipped from 40. */
    static LogMessage.Content content() {
        return new LogMessage.Content(
                origin(Delivery.ACKED, 40),
                new Span(100, 160),
                OptionalLong.of(100),
                LinePart.BEGIN,
                1_795_478_400_000_001L);
    }

    static LogMessage.Content fireAndForget() {
        return new LogMessage.Content(
                origin(Delivery.FIRE_AND_FORGET, 0), new Span(0, 60), OptionalLong.empty(), LinePart.WHOLE, 1);
    }

    /** A source of 160 bytes, shipped from 40, that lost two ranges. */
    static LogMessage.Seal seal() {
        return new LogMessage.Seal(
                origin(Delivery.ACKED, 40), 160, SealReason.TRUNCATED, List.of(new Span(50, 60), new Span(150, 160)));
    }

    static LogMessage.Barrier barrier() {
        return new LogMessage.Barrier("b3f1c2", 7);
    }
}

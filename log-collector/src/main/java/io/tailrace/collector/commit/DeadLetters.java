package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.DeadLetter.Claim;
import io.tailrace.collector.ledger.SourceKey;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import io.tailrace.protocol.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a dead letter of a delivery. What it says of itself is read as far as it can be read. */
final class DeadLetters {

    private DeadLetters() {}

    static DeadLetter of(
            Delivery delivery, String subjectPrefix, String streamCreated, DeadLetter.Reason reason, String detail) {
        StringBuilder headers = new StringBuilder();
        for (String name : delivery.headers().names()) {
            for (String value : delivery.headers().values(name)) {
                headers.append(name).append(": ").append(value).append('\n');
            }
        }
        return new DeadLetter(
                delivery.run().partition(),
                new StreamPosition(streamCreated, delivery.sequence(), delivery.timestampNanos()),
                delivery.subject(),
                headers.toString(),
                delivery.payload(),
                claim(delivery, subjectPrefix),
                reason,
                detail);
    }

    private static Claim claim(Delivery delivery, String subjectPrefix) {
        String host;
        try {
            host = Subject.parse(subjectPrefix, delivery.subject()).host();
        } catch (IllegalArgumentException e) {
            return new Claim("", null, null);
        }
        try {
            SourceId source = SourceId.parse(only(delivery, LogHeaders.SOURCE));
            return new Claim(host, new SourceKey(host, source), span(delivery));
        } catch (IllegalArgumentException e) {
            return new Claim(host, null, null);
        }
    }

    private static @Nullable Span span(Delivery delivery) {
        try {
            return Span.parse(only(delivery, LogHeaders.SPAN));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String only(Delivery delivery, String header) {
        List<String> values = delivery.headers().values(header);
        return values.size() == 1 ? values.get(0) : "";
    }
}

package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.DeadLetter;
import io.tailrace.collector.ledger.StreamPosition;

/** Makes a dead letter of a delivery. */
final class DeadLetters {

    private DeadLetters() {}

    static DeadLetter of(Delivery delivery, String streamCreated, DeadLetter.Reason reason, String detail) {
        StringBuilder headers = new StringBuilder();
        for (String name : delivery.headers().names()) {
            for (String value : delivery.headers().values(name)) {
                headers.append(name).append(": ").append(value).append('\n');
            }
        }
        return new DeadLetter(
                delivery.run().partition(),
                StreamPosition.of(streamCreated, 0).advancedTo(delivery.sequence(), delivery.timestampNanos()),
                delivery.subject(),
                headers.toString(),
                delivery.payload(),
                reason,
                detail);
    }
}

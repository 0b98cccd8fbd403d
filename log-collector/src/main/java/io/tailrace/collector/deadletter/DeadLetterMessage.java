package io.tailrace.collector.deadletter;

import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.tailrace.collector.ledger.DeadLetter;

/**
 * A dead letter as it is published: the payload as it was, {@code Dead-Letter-*} headers that say what it is, and its own
 * headers, but for those of NATS, as {@code Dead-Letter-Header: <name>: <value>}.
 */
final class DeadLetterMessage {

    private static final String PREFIX = "Dead-Letter-";

    private DeadLetterMessage() {}

    /** @param whole whether headers and payload are part of it, which a server may find too large */
    static NatsMessage of(String subject, DeadLetter letter, boolean whole) {
        Headers headers = new Headers();
        String stream = letter.partition().stream();
        long sequence = letter.position().sequence();
        headers.add(
                "Nats-Msg-Id",
                printable(stream + ":" + sequence + ":" + letter.position().timestampNanos()));
        headers.add(PREFIX + "Reason", letter.reason().label());
        headers.add(PREFIX + "Detail", printable(letter.detail()));
        headers.add(PREFIX + "Subject", printable(letter.subject()));
        headers.add(PREFIX + "Stream", stream);
        headers.add(PREFIX + "Sequence", Long.toString(sequence));
        if (whole) {
            letter.headers().lines().forEach(line -> headers.add(PREFIX + "Header", printable(line)));
        } else {
            headers.add(PREFIX + "Payload", "not published with it, see the ledger");
        }
        return NatsMessage.builder()
                .subject(subject)
                .headers(headers)
                .data(whole ? letter.payload() : new byte[0])
                .build();
    }

    /** jnats takes nothing else into a header; the ledger has it as it was. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}

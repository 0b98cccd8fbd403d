package io.tailrace.collector.intake;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import io.tailrace.collector.commit.StreamFacts;
import io.tailrace.collector.ledger.StreamPosition;
import io.tailrace.nats.DeletedMessages;
import io.tailrace.nats.DeletedMessages.Fate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stream is still the one that a position was taken from: created at the same time, not shorter, and with the
 * same message there, or with none because the stream has lost it by itself. What can't be found out is taken for void.
 */
final class Witness {

    private final JetStreamManagement management;
    private final StreamMessages messages;
    private final String stream;
    private final String filter;

    /** @param filter of the partition's subjects */
    Witness(JetStreamManagement management, StreamMessages messages, String stream, String filter) {
        this.management = management;
        this.messages = messages;
        this.stream = stream;
        this.filter = filter;
    }

    /** Why the position is void; null where it is good. */
    @Nullable String against(StreamFacts facts, StreamPosition position) throws IOException, JetStreamApiException {
        if (!position.created().equals(facts.created())) {
            return "it was created at " + facts.created() + ", the ledger knows one of " + position.created();
        }
        if (position.sequence() > facts.lastSequence()) {
            return "it ends at " + facts.lastSequence() + ", the ledger is at " + position.sequence();
        }
        if (!position.hasWitness()) {
            // Nothing to compare; asked all the same, so that a missing permission shows at once.
            messages.next(stream, position.sequence() + 1, filter);
            return null;
        }
        MessageInfo there = messages.at(stream, position.sequence());
        if (there == null) {
            return withoutMessage(position);
        }
        return there.getTime() != null && StreamMessages.nanos(there.getTime()) == position.timestampNanos()
                ? null
                : "it has another message at " + position.sequence() + " than the ledger knows";
    }

    private @Nullable String withoutMessage(StreamPosition position) throws IOException, JetStreamApiException {
        Fate fate = DeletedMessages.fate(management, stream, position.sequence());
        return switch (fate) {
            case DROPPED_IN_ORDER, DELETED -> null;
            case NEVER_WAS -> "it has no message at " + position.sequence() + " and never deleted one there";
            case UNKNOWN ->
                "it has no message at " + position.sequence()
                        + " and too long a list of deleted ones to be asked whether it deleted that";
        };
    }
}

package io.tailrace.agent.publish;

import io.tailrace.agent.checkpoint.Position;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;

/**
 * A message of this agent in the stream.
 *
 * @param sequence where
 * @param message which
 * @param attempt of its id
 */
public record Mark(long sequence, LogMessage message, int attempt) {

    /** As the checkpoint keeps it, in a stream that was created then. */
    Position position(String created) {
        return new Position(created, sequence, LogHeaders.messageId(message, attempt));
    }
}

package io.tailrace.agent.publish;

import io.tailrace.agent.checkpoint.Position;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the stream so far, as far as this host's messages go.
 *
 * @param floor a message behind which everything lies that is not known to be acked; null: it may lie anywhere
 * @param highest the last message that is known to be there; null when none is
 * @param anything whether there can be something in the stream that is asked for
 * @param predecessor instance of the agent's run before this one, whose messages may come late; null when there was none
 */
public record StreamPast(
        @Nullable Position floor,
        @Nullable Position highest,
        boolean anything,
        @Nullable String predecessor) {

    /** For an agent that has never run. */
    public static StreamPast nothing() {
        return new StreamPast(null, null, false, null);
    }
}

package io.tailrace.nats;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamInfoOptions;
import io.nats.client.api.StreamState;
import java.io.IOException;

/**
 * Tells why a stream has no message at a sequence that one was known to be at. Dropped from the beginning and deleted
 * from the middle are the life of a stream; a sequence that was never deleted and has no message means that the
 * stream was rolled back and went on otherwise.
 */
public final class DeletedMessages {

    // The list is one answer of the server: some 10 bytes each.
    private static final long LONGEST_LIST = 50_000;

    private DeletedMessages() {}

    /** What became of a message. */
    public enum Fate {
        /** The stream's beginning has passed it. */
        DROPPED_IN_ORDER,
        /** It was deleted from the middle. */
        DELETED,
        /** The stream, as it is now, never had a message there, or has one. */
        NEVER_WAS,
        /** The stream's list of deleted messages is too long to be asked for. */
        UNKNOWN
    }

    /**
     * Whether the stream itself has lost what was at a sequence; true also where that can't be found out, because its list of
     * deleted messages is too long to be asked for.
     */
    public static boolean include(JetStreamManagement management, String stream, long sequence)
            throws IOException, JetStreamApiException {
        return fate(management, stream, sequence) != Fate.NEVER_WAS;
    }

    /** What became of the message at a sequence where there is none. */
    public static Fate fate(JetStreamManagement management, String stream, long sequence)
            throws IOException, JetStreamApiException {
        StreamState state = management.getStreamInfo(stream).getStreamState();
        if (sequence < state.getFirstSequence()) {
            return Fate.DROPPED_IN_ORDER;
        }
        if (state.getDeletedCount() > LONGEST_LIST) {
            return Fate.UNKNOWN;
        }
        if (state.getDeletedCount() == 0) {
            return Fate.NEVER_WAS;
        }
        StreamInfoOptions withList =
                StreamInfoOptions.builder().deletedDetails().build();
        StreamState detailed = management.getStreamInfo(stream, withList).getStreamState();
        if (sequence < detailed.getFirstSequence()) {
            return Fate.DROPPED_IN_ORDER;
        }
        return detailed.getDeleted().contains(sequence) ? Fate.DELETED : Fate.NEVER_WAS;
    }
}

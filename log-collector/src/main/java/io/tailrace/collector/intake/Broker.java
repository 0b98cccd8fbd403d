package io.tailrace.collector.intake;

import io.tailrace.collector.commit.Run;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.StreamPosition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The streams and durable consumers of the broker, as far as a collector needs them. For the control thread. */
interface Broker {

    /** The stream's state; throws while there is no such stream, or it isn't one of this fleet. */
    StreamState stream(PartitionKey partition) throws IOException, NotReadyException;

    /**
     * Puts the partition's durable behind a position, and creates it where need be.
     *
     * @param position null where the partition was never read: then the configured start counts
     */
    Placement place(PartitionKey partition, StreamState stream, @Nullable StreamPosition position)
            throws IOException, NotReadyException;

    /** Pulls what the durable delivers until the result is closed. */
    Pull pull(Run run, Placement placement) throws IOException, NotReadyException;

    /** What the durable has still to deliver and has not seen acknowledged; throws when it is not there. */
    Backlog backlog(PartitionKey partition) throws IOException, NotReadyException;

    /**
     * What counts of a stream.
     *
     * @param created when the stream was created, as the server says
     * @param lastSequence of all subjects
     * @param interest whether messages go as soon as no consumer wants them
     */
    record StreamState(String created, long lastSequence, boolean interest) {}

    /**
     * Where a durable stands.
     *
     * @param sequence of the last message in the stream that it doesn't deliver any more
     * @param consumerSequence of its next delivery
     */
    record Placement(long sequence, long consumerSequence) {}

    /**
     * What a durable still has before it.
     *
     * @param lag messages that were not delivered yet
     * @param ackPending messages that were delivered and not acknowledged
     */
    record Backlog(long lag, long ackPending) {}

    /** A running pull. */
    interface Pull extends AutoCloseable {

        /** Asks once more where the server has been silent for longer than it may be. */
        void tend();

        /** No delivery begins after this. */
        @Override
        void close();
    }
}

package io.tailrace.collector.intake;

import io.nats.client.MessageHandler;
import io.tailrace.collector.commit.Run;
import io.tailrace.collector.commit.StreamFacts;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.StreamPosition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The streams and durable consumers of the broker, as far as a collector needs them. For the control thread. */
interface Broker {

    /** The stream's state; throws while there is no such stream, or it isn't one of this fleet. */
    StreamState stream(PartitionKey partition) throws IOException, NotReadyException;

    /**
     * Whether a stream is not, or not any more, what a position was taken from. Where that can't be found out it is so: to
     * read again shows to nobody.
     *
     * @return why, null where the position is good
     */
    @Nullable String voidness(PartitionKey partition, StreamFacts stream, StreamPosition position)
            throws IOException, NotReadyException;

    /**
     * Makes the partition's durable this run's, and puts it behind a position; creates it where need be.
     *
     * @param state null where the partition was never read: then the configured start counts
     * @param run the run's name in the durable's metadata
     */
    Placement place(PartitionKey partition, StreamState stream, @Nullable PartitionState state, String run)
            throws IOException, NotReadyException;

    /** Begins a run behind a placement. Nothing is delivered before {@link #pull}. */
    StartedRun run(PartitionKey partition, Placement placement, String name) throws NotReadyException;

    /** Pulls what the durable delivers until the result is closed. */
    Pull pull(StartedRun run) throws IOException, NotReadyException;

    /** How the durable stands; throws when it is not there. */
    Standing standing(PartitionKey partition, String run) throws IOException, NotReadyException;

    /** The time of the stream's message at a sequence, nanoseconds since 1970; 0 where there is none. */
    long timeAt(PartitionKey partition, long sequence) throws IOException, NotReadyException;

    /** The time of the partition's next message behind a sequence, nanoseconds since 1970; 0 where there is none. */
    long timeOfNext(PartitionKey partition, long sequence) throws IOException, NotReadyException;

    /**
     * What counts of a stream.
     *
     * @param facts what it says of itself
     * @param interest whether messages go as soon as no consumer wants them
     */
    record StreamState(StreamFacts facts, boolean interest) {}

    /**
     * Where a durable stands.
     *
     * @param sequence of the last message in the stream that it doesn't deliver any more
     * @param consumerSequence of its next delivery
     * @param redeliveries how many messages are first delivered again, in their order, that somebody took before
     */
    record Placement(long sequence, long consumerSequence, long redeliveries) {}

    /**
     * A run that has a durable.
     *
     * @param run of the writer
     * @param name in the durable's metadata
     * @param deliveries takes the messages
     */
    record StartedRun(Run run, String name, MessageHandler deliveries) {}

    /**
     * How a durable stands while it is pulled.
     *
     * @param isOwn whether it is this run's
     * @param foreign whose it is, in words, if it is another collector's
     * @param lag messages that were not delivered yet
     * @param ackPending messages that were delivered and not acknowledged
     * @param deliveredSequence of the last message that was delivered
     * @param isAtLimit whether nothing more is delivered until something is acknowledged
     */
    record Standing(
            boolean isOwn,
            @Nullable String foreign,
            long lag,
            long ackPending,
            long deliveredSequence,
            boolean isAtLimit) {}

    /** A running pull. */
    interface Pull extends AutoCloseable {

        /** Asks once more where the server has been silent for longer than it may be. */
        void tend();

        /** Whether deliveries have arrived that nobody has taken yet. */
        boolean hasWaiting();

        /** No delivery begins after this. */
        @Override
        void close();
    }
}

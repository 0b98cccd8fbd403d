package io.tailrace.collector.ledger;

import io.tailrace.protocol.SourceId;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How far a partition is.
 *
 * @param position of the last committed message
 * @param beginning where this collector began
 * @param readUntil nothing of the partition was left in the stream up to this sequence; not below the position's
 * @param plainUntilNanos messages without a span up to this time in the stream were archived by a version that did not keep
 *     their sequences; 0 for none
 * @param epoch how often the position was found void
 * @param voidedAtNanos when it was found so the last time, by the server's clock, nanoseconds since 1970; 0 for never
 */
public record PartitionState(
        StreamPosition position,
        Beginning beginning,
        long readUntil,
        long plainUntilNanos,
        int epoch,
        long voidedAtNanos) {

    /** A partition that is read for the first time. */
    public static PartitionState begun(StreamPosition position, Beginning beginning) {
        return new PartitionState(position, beginning, position.sequence(), 0, 0, 0);
    }

    /** The same one or more messages further on. */
    public PartitionState advancedTo(long sequence, long timestampNanos) {
        return new PartitionState(
                new StreamPosition(position.created(), sequence, timestampNanos),
                beginning,
                Math.max(readUntil, sequence),
                plainUntilNanos,
                epoch,
                voidedAtNanos);
    }

    /** The same, but known to have been read further. */
    public PartitionState readUntil(long sequence) {
        return new PartitionState(
                position, beginning, Math.max(readUntil, sequence), plainUntilNanos, epoch, voidedAtNanos);
    }

    /**
     * Back at the beginning, of a stream that is not what the position was taken from: everything in it is read again, or,
     * where it is the same stream and was rolled back, everything since this collector began.
     *
     * @param created when the stream that is there was created
     * @param nowNanos the server's time
     */
    public PartitionState voided(String created, long nowNanos) {
        return again(created, epoch + 1, nowNanos);
    }

    /** Where it was, in a stream that has become shorter behind that. */
    public PartitionState shortened(long nowNanos) {
        return new PartitionState(position, beginning, position.sequence(), plainUntilNanos, epoch + 1, nowNanos);
    }

    /** Back at the beginning although the position is good, to read once more what the archive has lost. */
    public PartitionState readAgain() {
        return again(position.created(), epoch, voidedAtNanos);
    }

    /** The epoch that a source belongs to of which nothing was seen yet. */
    public int epochOf(SourceId source) {
        Instant voided = Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(voidedAtNanos));
        return epoch > 0 && source.firstSeen().isBefore(voided) ? epoch - 1 : epoch;
    }

    private PartitionState again(String created, int newEpoch, long newVoidedAtNanos) {
        long sequence = created.equals(beginning.created()) ? beginning.sequence() : 0;
        return new PartitionState(
                StreamPosition.of(created, sequence), beginning, sequence, plainUntilNanos, newEpoch, newVoidedAtNanos);
    }
}

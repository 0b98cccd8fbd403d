package io.tailrace.collector.intake;

import io.tailrace.collector.ledger.PartitionKey;
import org.jspecify.annotations.Nullable;

/**
 * How the intake of one partition is doing.
 *
 * @param partition which
 * @param waitingFor why it isn't read, or not as it should be; null when it is
 * @param lag messages that the broker has still to deliver, -1 when unknown
 * @param ackPending messages that were delivered and not acknowledged, -1 when unknown
 * @param headroomSeconds until the oldest message that is not archived expires; the stream's whole max-age when there is
 *     none, -1 when unknown or when nothing expires
 * @param streamFill how full its stream is, 0 to 1, null when unknown or when it has no limit
 */
public record PartitionStatus(
        PartitionKey partition,
        @Nullable String waitingFor,
        long lag,
        long ackPending,
        long headroomSeconds,
        @Nullable Double streamFill) {

    static final long UNKNOWN = -1;

    static PartitionStatus waiting(PartitionKey partition, String reason) {
        return new PartitionStatus(partition, reason, UNKNOWN, UNKNOWN, UNKNOWN, null);
    }

    static PartitionStatus reading(PartitionKey partition, @Nullable String stalled) {
        return new PartitionStatus(partition, stalled, UNKNOWN, UNKNOWN, UNKNOWN, null);
    }
}

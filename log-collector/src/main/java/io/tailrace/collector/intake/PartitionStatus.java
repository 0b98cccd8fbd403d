package io.tailrace.collector.intake;

import io.tailrace.collector.ledger.PartitionKey;
import org.jspecify.annotations.Nullable;

/**
 * How the intake of one partition is doing.
 *
 * @param partition which
 * @param waitingFor why it isn't read, null when it is
 * @param lag messages that the broker has still to deliver, -1 when unknown
 * @param ackPending messages that were delivered and not acknowledged, -1 when unknown
 */
public record PartitionStatus(
        PartitionKey partition, @Nullable String waitingFor, long lag, long ackPending) {}

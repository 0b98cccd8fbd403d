package io.tailrace.collector.ledger;

/**
 * The stream's beginning has passed a partition's position: what lay in between can't be read any more.
 *
 * @param partition whose position
 * @param sequence the last one that may have been missed
 * @param reason how the stream's beginning came there: {@code EXPIRED}, {@code EVICTED} or {@code PURGED}
 */
public record Passing(PartitionKey partition, long sequence, GapReason reason) {}

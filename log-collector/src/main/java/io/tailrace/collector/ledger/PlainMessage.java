package io.tailrace.collector.ledger;

/**
 * A message without a span that is archived. It has nothing but its place in the stream to be known by.
 *
 * @param partition where it was read
 * @param sequence in the stream
 * @param timestampNanos its time in the stream, nanoseconds since 1970
 */
public record PlainMessage(PartitionKey partition, long sequence, long timestampNanos) {}

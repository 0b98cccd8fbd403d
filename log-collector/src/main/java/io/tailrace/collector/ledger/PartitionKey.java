package io.tailrace.collector.ledger;

/**
 * One partition of one stream.
 *
 * @param stream name of the stream
 * @param partition from 0
 */
public record PartitionKey(String stream, int partition) {

    @Override
    public String toString() {
        return stream + "/p" + partition;
    }
}

package io.tailrace.collector.ledger;

import java.util.Collection;
import java.util.Map;

/**
 * What one commit makes durable, all or nothing.
 *
 * @param sources sources of which something new is archived
 * @param plainLengths new length in bytes of each plain file that was appended to
 * @param deadLetters messages that could not be archived
 * @param positions new position of each partition
 */
public record LedgerChanges(
        Collection<ArchivedSource> sources,
        Map<String, Long> plainLengths,
        Collection<DeadLetter> deadLetters,
        Map<PartitionKey, StreamPosition> positions) {}

package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.StreamPosition;
import java.util.List;

/**
 * A page of a host's inventory, as evidence of what was in the stream: whatever it calls acked lies at its position or
 * before.
 *
 * @param partition of the host
 * @param host unescaped host name
 * @param position in the stream, without a witness
 * @param isSilent whether the agent has not been heard of for long, so that it sends nothing again
 * @param sources what it says of each source
 */
public record Evidence(
        PartitionKey partition, String host, StreamPosition position, boolean isSilent, List<AgentSource> sources) {}

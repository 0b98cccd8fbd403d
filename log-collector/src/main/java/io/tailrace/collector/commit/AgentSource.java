package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.Seal;
import io.tailrace.protocol.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A source as its agent's inventory has it.
 *
 * @param origin which
 * @param size how far its file was seen to reach
 * @param read the offset that it was read to
 * @param acked the offset that it was acknowledged to
 * @param firstSequence of the first message of it that was acknowledged in the page's stream, 0 when none is known
 * @param lastSequence of the last one, 0 when none is known
 * @param seal how it ended, null while it goes on
 */
public record AgentSource(
        Origin origin,
        long size,
        long read,
        long acked,
        long firstSequence,
        long lastSequence,
        @Nullable Seal seal) {}

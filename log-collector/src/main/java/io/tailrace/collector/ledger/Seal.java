package io.tailrace.collector.ledger;

import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.util.List;

/**
 * How a source ended, by its agent's word.
 *
 * @param length its final length in bytes
 * @param reason why it ended
 * @param lost ranges that the agent could not read
 */
public record Seal(long length, SealReason reason, List<Span> lost) {

    public Seal {
        lost = List.copyOf(lost);
    }
}

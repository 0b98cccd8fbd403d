package io.tailrace.collector.ledger;

import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as the ledger holds it.
 *
 * @param row its place in the ledger
 * @param key what it is known by
 * @param path where it was found
 * @param input the agent's input that matched it
 * @param delivery how it is sent
 * @param from the offset that it is shipped from
 * @param file its archive file, relative to the archive's directory
 * @param progress what was seen of it
 * @param seal how it ended, null while it goes on
 * @param archived ranges in the archive
 * @param presumed ranges that are in its archive file as far as that can be told
 * @param gaps ranges that are missing
 */
public record StoredSource(
        long row,
        SourceKey key,
        String path,
        String input,
        Delivery delivery,
        long from,
        String file,
        SourceProgress progress,
        @Nullable Seal seal,
        List<Span> archived,
        List<Span> presumed,
        List<Gap> gaps) {}

package io.tailrace.collector.report;

import java.util.Map;

/**
 * Sums over sources. A sender may claim any offset, so a sum that would overflow stays at the greatest number there is.
 *
 * @param size how far agents have seen files reach
 * @param read by agents
 * @param acked to agents
 * @param archived in the archive
 * @param presumed in the archive as far as that can be told
 * @param waiting what can still come
 * @param atRisk what of that agents have had acknowledged: it is in the stream and nowhere else, perhaps
 * @param missing what is missing for good, by reason
 */
public record Bytes(
        long size,
        long read,
        long acked,
        long archived,
        long presumed,
        long waiting,
        long atRisk,
        Map<String, Long> missing) {}

package io.tailrace.collector.ledger;

import io.tailrace.protocol.Span;
import java.time.Instant;

/**
 * Bytes that are proved to be missing.
 *
 * @param span which
 * @param reason why, as far as that can be found out
 * @param foundAt when it was found, by this machine's clock
 */
public record Gap(Span span, GapReason reason, Instant foundAt) {}

package io.tailrace.collector.commit;

import java.time.Duration;

/**
 * When a batch ends: whatever comes first.
 *
 * @param maxMessages number of messages, at least 1
 * @param maxBytes payload bytes; only a batch of one message is ever larger
 * @param maxInterval since the batch's first message
 */
public record CommitLimits(int maxMessages, long maxBytes, Duration maxInterval) {}

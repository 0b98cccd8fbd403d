package io.tailrace.agent.shipping;

import java.time.Duration;

/**
 * How much deleted files may hold on disk because the agent has them open.
 *
 * @param maxBytes over all of them
 * @param maxAge since the file was found to be deleted
 * @param minFreeBytes of the file system that the file is on
 */
public record PinnedLimits(long maxBytes, Duration maxAge, long minFreeBytes) {}

package io.tailrace.collector.inventory;

import io.tailrace.collector.commit.AgentSource;
import io.tailrace.collector.ledger.StreamPosition;
import org.jspecify.annotations.Nullable;

/**
 * A source as its agent has it.
 *
 * @param source what it says of it
 * @param position of the page that says so; null when nothing was known of the stream
 */
public record ClaimedSource(AgentSource source, @Nullable StreamPosition position) {}

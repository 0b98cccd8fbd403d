package io.tailrace.collector.inventory;

import io.tailrace.collector.commit.AgentSource;
import io.tailrace.collector.ledger.StreamPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a host's inventory.
 *
 * @param revision in the bucket
 * @param position whatever the page calls acked lies there or before; null when nothing is known of the stream
 * @param sources of the page
 */
public record InventoryPage(long revision, @Nullable StreamPosition position, List<AgentSource> sources) {}

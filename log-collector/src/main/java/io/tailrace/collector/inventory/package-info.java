/** What the agents say that they have: read from their bucket, kept in memory, taken for evidence. */
@NullMarked
package io.tailrace.collector.inventory;

import org.jspecify.annotations.NullMarked;

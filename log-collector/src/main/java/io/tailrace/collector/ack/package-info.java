/** What a collector tells the broker about messages that are durable. */
@NullMarked
package io.tailrace.collector.ack;

import org.jspecify.annotations.NullMarked;

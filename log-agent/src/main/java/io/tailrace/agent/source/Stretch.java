package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Flight;
import org.jspecify.annotations.Nullable;

/**
 * What may be sent of a source at its next offset.
 *
 * @param end where something lies that is acked or on its way, or has its own cuts; {@code Long.MAX_VALUE} where nothing does
 * @param cut how these bytes were cut before, up to that end: they may be on their way still, so they have to be cut the same;
 *     null where that is free
 */
public record Stretch(long end, @Nullable Flight cut) {}

package io.tailrace.agent.source;

import java.time.Duration;

/**
 * How long a new file is held back that may be a copy in the making.
 *
 * @param quiet after it last grew
 * @param longest at all
 */
public record Holding(Duration quiet, Duration longest) {

    /** Long enough for a rotator that copies, and then cuts. */
    public static final Holding DEFAULT = new Holding(Duration.ofSeconds(10), Duration.ofMinutes(10));
}

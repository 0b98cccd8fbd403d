package io.tailrace.agent.shipping;

import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import java.time.Duration;

/**
 * How the agent ships.
 *
 * @param identity what it publishes as
 * @param instance random id of this run
 * @param maxMessageSize payload bytes of a message at most
 * @param checkpointInterval how often progress is made durable
 * @param sealAfterQuiet how long a rotated or deleted file has to be quiet for its source to be sealed
 * @param pinned how much deleted files may hold on disk
 * @param stopTimeout how long a stop waits for acknowledgements
 */
public record ShipperSettings(
        Identity identity,
        String instance,
        int maxMessageSize,
        Duration checkpointInterval,
        Duration sealAfterQuiet,
        PinnedLimits pinned,
        Duration stopTimeout) {

    /** The same, for an agent that publishes as something else. */
    public ShipperSettings as(Identity other) {
        return new ShipperSettings(
                other, instance, maxMessageSize, checkpointInterval, sealAfterQuiet, pinned, stopTimeout);
    }
}

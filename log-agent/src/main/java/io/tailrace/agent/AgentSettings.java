package io.tailrace.agent;

import io.tailrace.agent.AgentProperties.Pinned;
import io.tailrace.agent.checkpoint.Checkpoint.Identity;
import io.tailrace.agent.shipping.PinnedLimits;
import io.tailrace.agent.shipping.ShipperSettings;
import io.tailrace.config.InvalidConfigurationException;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Makes settings of the properties, or says which one can't work. */
final class AgentSettings {

    private static final String KEY = "tailrace.agent.";
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

    // Arrays have an int for a length, and a look reads two messages at once.
    private static final DataSize LARGEST_MESSAGE = DataSize.ofMegabytes(64);
    private static final DataSize SMALLEST_MESSAGE = DataSize.ofBytes(64);

    private AgentSettings() {}

    /** @param instance random id of this run */
    static ShipperSettings of(AgentProperties properties, Identity identity, String instance) {
        DataSize size = properties.maxMessageSize();
        if (size.compareTo(SMALLEST_MESSAGE) < 0 || size.compareTo(LARGEST_MESSAGE) > 0) {
            throw new InvalidConfigurationException(KEY + "max-message-size", size, "is not between 64B and 64MB");
        }
        DataSize window = properties.window().maxSize();
        if (window.toBytes() <= 0) {
            throw new InvalidConfigurationException(
                    KEY + "window.max-size", window, "lets nothing be sent; use 1B or more, such as 8MB");
        }
        requireInterval("rescan-interval", properties.rescanInterval());
        requireInterval("checkpoint-interval", properties.checkpointInterval());
        requireNotNegative("seal-after-quiet", properties.sealAfterQuiet());
        requireNotNegative("stop-timeout", properties.stopTimeout());
        return new ShipperSettings(
                identity,
                instance,
                (int) size.toBytes(),
                properties.checkpointInterval(),
                properties.sealAfterQuiet(),
                pinned(properties.pinned()),
                properties.stopTimeout());
    }

    private static PinnedLimits pinned(Pinned pinned) {
        requireNotNegative("pinned.max-size", pinned.maxSize());
        requireNotNegative("pinned.max-age", pinned.maxAge());
        requireNotNegative("pinned.min-free-space", pinned.minFreeSpace());
        return new PinnedLimits(
                pinned.maxSize().toBytes(),
                pinned.maxAge(),
                pinned.minFreeSpace().toBytes());
    }

    private static void requireNotNegative(String name, DataSize size) {
        if (size.isNegative()) {
            throw new InvalidConfigurationException(KEY + name, size, "is negative; use 0B or more");
        }
    }

    private static void requireInterval(String name, Duration interval) {
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw new InvalidConfigurationException(KEY + name, interval, "is too short; use 10ms or more");
        }
    }

    private static void requireNotNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new InvalidConfigurationException(KEY + name, duration, "is negative; use 0s or more");
        }
    }
}

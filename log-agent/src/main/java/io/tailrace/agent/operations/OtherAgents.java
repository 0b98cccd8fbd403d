package io.tailrace.agent.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tailrace.agent.inventory.InventoryWriter;
import io.tailrace.agent.publish.Resumption;
import io.tailrace.agent.shipping.ShippingEvents;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether another agent publishes under this host's name: it shows by its barriers in the stream, and by its inventory over this
 * one's. Nothing is corrupted by it, since sources have ids of their own; but their archives mix, and permissions, lag and
 * reports are of two machines.
 */
final class OtherAgents implements ShippingEvents, InventoryWriter.Listener {

    private static final Logger log = LoggerFactory.getLogger("io.tailrace.agent");

    // Whoever declares the bucket may start at the same time.
    private static final int LASTING = 4;

    private static final String UNKNOWN = "unknown";

    /** A conflict shows at least every few inventories; after this long without one it is over. */
    private static final Duration STANDS = Duration.ofMinutes(5);

    private final String host;
    private final LongSupplier nanoTime;
    private volatile @Nullable Long seenAt;
    private volatile String instance = UNKNOWN;
    private boolean told;
    private int failures;

    OtherAgents(String host, MeterRegistry registry, LongSupplier nanoTime) {
        this.host = host;
        this.nanoTime = nanoTime;
        Gauge.builder("tailrace.agent.host.conflict", this, watch -> watch.conflict() == null ? 0 : 1)
                .description("1 while another agent publishes under this host's name")
                .register(registry);
    }

    /** What to say of it, null while there is no other agent. */
    @Nullable String conflict() {
        Long seen = seenAt;
        return seen == null || nanoTime.getAsLong() - seen > STANDS.toNanos()
                ? null
                : "another agent publishes as " + host + " too; give each a tailrace.agent.host of its own";
    }

    @Override
    public @Nullable String otherInstance() {
        return conflict() == null ? null : instance;
    }

    @Override
    public void resumed(Resumption resumption) {
        String other = resumption.findings().otherInstance();
        if (other != null) {
            instance = other;
            seen();
        }
    }

    @Override
    public void otherAgent() {
        seen();
    }

    private synchronized void seen() {
        seenAt = nanoTime.getAsLong();
        if (!told) {
            told = true;
            log.error("{}", conflict());
        }
    }

    @Override
    public synchronized void written() {
        failures = 0;
        told &= conflict() != null;
    }

    @Override
    public synchronized void unwritable(String why) {
        failures++;
        if (failures == LASTING) {
            log.warn(
                    "the inventory can't be written, so nobody can compare what this host has with what is archived; the"
                            + " files are shipped all the same. Is there the bucket that tailrace.inventory-bucket names, and"
                            + " may this agent write its keys? problem=\"{}\"",
                    why);
        }
    }
}

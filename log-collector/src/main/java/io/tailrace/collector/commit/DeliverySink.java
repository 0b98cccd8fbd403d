package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.StreamPosition;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the intake hands its deliveries to, and where it learns from where to read. For any thread. */
public interface DeliverySink {

    /** Takes a delivery; waits while too many bytes wait already. Returns without it when its run is over. */
    void deliver(Delivery delivery) throws InterruptedException;

    /** Whether deliveries can be archived at present. */
    boolean isAccepting();

    /**
     * Commits what is in hand of a partition, whose run must be over, and tells the ledger's position.
     *
     * @return null when the partition was never read
     * @throws IOException when the disk fails; the sink then doesn't accept for a while
     * @throws TimeoutException when the sink is busy for long, or stopped
     */
    @Nullable StreamPosition settle(PartitionKey partition) throws IOException, TimeoutException, InterruptedException;

    /** Makes a position durable that a partition is read from: its first one, or a void one's replacement. */
    void position(PartitionKey partition, StreamPosition position)
            throws IOException, TimeoutException, InterruptedException;
}

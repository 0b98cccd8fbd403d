package io.tailrace.admin.apply;

import io.tailrace.admin.broker.BrokerException;
import io.tailrace.admin.broker.RefusedException;
import io.tailrace.admin.broker.StreamApi;
import io.tailrace.admin.broker.StreamInfo;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates streams, also right after one of the same name was deleted: a server says that a stream is deleted before it
 * is done with its files.
 *
 * @param api the broker
 */
record Creation(StreamApi api) {

    /** In server/errors.json "error creating store for stream". */
    private static final int STORE_NOT_CREATED = 10049;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    StreamInfo create(ObjectNode config) throws BrokerException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                return api.create(config);
            } catch (RefusedException refused) {
                if (refused.errorCode() != STORE_NOT_CREATED
                        || System.nanoTime() > deadline
                        || never.await(BETWEEN.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw refused;
                }
            }
        }
    }
}

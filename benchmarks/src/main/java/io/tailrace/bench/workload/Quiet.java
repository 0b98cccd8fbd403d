package io.tailrace.bench.workload;

import io.nats.client.JetStreamApiException;
import io.tailrace.bench.place.Broker;
import io.tailrace.bench.place.Child;
import io.tailrace.suite.process.Poll;
import java.io.IOException;
import java.time.Duration;

/** Waits until a peer that nobody can ask has nothing more to do. */
final class Quiet {

    private static final Duration FIRST_MESSAGE = Duration.ofSeconds(60);
    private static final Duration LAST_MESSAGE = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private Quiet() {}

    /** Returns when the stream has something, and has not grown for a while. */
    static void await(Broker broker, Child peer) throws IOException, InterruptedException, JetStreamApiException {
        long last = 0;
        long lastChange = System.nanoTime();
        Duration patience = FIRST_MESSAGE;
        while (System.nanoTime() - lastChange < patience.toNanos()) {
            long size = broker.stream().getByteCount();
            if (size != last) {
                last = size;
                lastChange = System.nanoTime();
                patience = LAST_MESSAGE;
            }
            Poll.pause(INTERVAL);
        }
        if (last == 0) {
            throw new IllegalStateException("the peer sends nothing:\n" + peer.output());
        }
    }
}

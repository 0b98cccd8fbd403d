package io.tailrace.bench.workload;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.api.PublishAck;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.machine.WallClock;
import io.tailrace.suite.process.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The agents of many hosts in one process, as far as a collector can tell: each publishes a line a second under its own subject,
 * evenly spread over the second. One thread publishes.
 */
final class Fleet implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(1);

    private final JetStream jetStream;
    private final List<FleetHost> hosts;
    private final List<Published> published = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "fleet");
    private volatile boolean ended;
    private volatile long countFrom;

    /**
     * One message.
     *
     * @param nanos when it was handed to jnats, by the wall clock
     * @param ack where it was stored
     */
    record Published(int partition, long nanos, CompletableFuture<PublishAck> ack) {

        long sequence() {
            return ack.join().getSeqno();
        }
    }

    Fleet(Connection connection, int size) throws IOException {
        this.jetStream = connection.jetStream();
        NumberedLines lines = new NumberedLines();
        this.hosts = IntStream.range(0, size)
                .mapToObj(number -> new FleetHost(number, lines))
                .toList();
    }

    void start() {
        thread.start();
    }

    List<FleetHost> hosts() {
        return hosts;
    }

    /** What is published from now on counts. */
    void count() {
        countFrom = WallClock.nanos();
    }

    private void run() {
        long start = System.nanoTime();
        try {
            for (long sent = 0; !ended; Poll.pause(TICK)) {
                long due = (System.nanoTime() - start) / 1_000 * hosts.size() / 1_000_000;
                for (; sent < due; sent++) {
                    publish(hosts.get((int) (sent % hosts.size())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(FleetHost host) throws IOException {
        byte[] line = host.next();
        long now = WallClock.nanos();
        published.add(new Published(
                host.subject().partition(),
                now,
                jetStream.publishAsync(host.subject().toString(), host.headers(line), line)));
    }

    /** The messages that count; to be asked when it is closed. */
    List<Published> counted() {
        return published.stream()
                .filter(message -> message.nanos() >= countFrom)
                .toList();
    }

    Collection<Published> lastOfEachPartition() {
        Map<Integer, Published> last = new TreeMap<>();
        published.forEach(message -> last.put(message.partition(), message));
        return last.values();
    }

    /** Ends publishing, and waits until everything is stored. */
    void stop() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        published.forEach(message -> message.ack().join());
    }

    @Override
    public void close() {
        stop();
    }
}

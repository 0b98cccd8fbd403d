package io.tailrace.bench.place;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.tailrace.bench.machine.WallClock;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Listens to the acknowledgements that consumers of the stream of logs publish. A collector acknowledges what is durable and
 * nothing else, so an acknowledgement of a partition's message says that all of the partition up to there is in the archive.
 * There are few: one a commit and partition.
 */
public final class AckWatch implements AutoCloseable {

    // $JS.ACK.<stream>.<consumer>.<delivered>.<stream sequence>.<consumer sequence>.<time>.<pending> (ADR-15).
    private static final String SUBJECT = "$JS.ACK." + Suite.STREAM + ".>";
    private static final int CONSUMER = 3;
    private static final int STREAM_SEQUENCE = 5;

    private final Map<String, NavigableMap<Long, Long>> nanosBySequence = new ConcurrentHashMap<>();
    private final Connection connection;
    private final Dispatcher dispatcher;

    /** Begins to listen. */
    public AckWatch(Connection connection) throws IOException {
        this.connection = connection;
        this.dispatcher = connection.createDispatcher(this::take);
        dispatcher.subscribe(SUBJECT);
        try {
            connection.flush(Duration.ofSeconds(10));
        } catch (Exception e) {
            throw new IOException("nats-server does not answer", e);
        }
    }

    private void take(Message message) {
        long now = WallClock.nanos();
        String[] tokens = message.getSubject().split("\\.", -1);
        nanosBySequence
                .computeIfAbsent(tokens[CONSUMER], consumer -> new ConcurrentSkipListMap<>())
                .putIfAbsent(Long.parseLong(tokens[STREAM_SEQUENCE]), now);
    }

    /** The acknowledgements of a consumer: when, by the wall clock, by sequence in the stream. */
    public NavigableMap<Long, Long> of(String consumer) {
        return nanosBySequence.computeIfAbsent(consumer, name -> new ConcurrentSkipListMap<>());
    }

    /** When a message was acknowledged, itself or by a later one. Empty while it is not. */
    public Optional<Long> nanos(String consumer, long sequence) {
        return Optional.ofNullable(of(consumer).ceilingEntry(sequence)).map(Map.Entry::getValue);
    }

    /**
     * Waits until a message is acknowledged.
     *
     * @throws IllegalStateException when nothing was for too long
     */
    public void await(String consumer, long sequence, Duration patience) throws InterruptedException {
        NavigableMap<Long, Long> acks = of(consumer);
        int before;
        do {
            before = acks.size();
            int known = before;
            Poll.until(patience, () -> acks.ceilingKey(sequence) != null || acks.size() > known);
        } while (acks.ceilingKey(sequence) == null && acks.size() > before);
        if (acks.ceilingKey(sequence) == null) {
            throw new IllegalStateException("%s has acknowledged %d of %d messages, and none for %d s"
                    .formatted(consumer, acks.isEmpty() ? 0 : acks.lastKey(), sequence, patience.toSeconds()));
        }
    }

    @Override
    public void close() {
        connection.closeDispatcher(dispatcher);
    }
}

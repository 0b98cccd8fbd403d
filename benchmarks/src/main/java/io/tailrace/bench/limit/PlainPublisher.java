package io.tailrace.bench.limit;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.tailrace.bench.place.Workplace;
import io.tailrace.protocol.Checksum;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.LineEnds;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program that publishes messages as an agent would, all made beforehand: the same payloads and headers, the same window,
 * and nothing else to do. What jnats and the broker do with them is the limit of every agent written with jnats.
 *
 * <p>Arguments: address, file, bytes a message, lines a message (0: as many as fit).
 */
public final class PlainPublisher {

    // The agent's window (tailrace.agent.window) and its connection's settings.
    private static final int WINDOW_MESSAGES = 1024;
    private static final int WINDOW_BYTES = 8 * 1024 * 1024;
    private static final int BUFFER = 256 * 1024;

    // As much as the agent ships before it is measured.
    private static final int WARM_UP_PART = 10;
    private static final String WARM_UP = "warm-up";

    @SuppressWarnings("ArrayRecordComponent") // jnats takes the array as it is; nobody compares messages
    private record Ready(Headers headers, byte[] payload) {}

    private PlainPublisher() {}

    /** Publishes and prints what it took. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]);
        List<Ready> messages = messages(file, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        Options options = Options.builder()
                .server(arguments[0])
                .bufferSize(BUFFER)
                .maxMessagesInOutgoingQueue(0)
                .dontForceFlushOnRequest()
                .build();
        Connection connection = Nats.connect(options);
        try {
            warmUp(connection, messages.subList(0, messages.size() / WARM_UP_PART));
            Duration cpuBefore = cpu();
            long start = System.nanoTime();
            publish(connection.jetStream(), Workplace.subject().toString(), messages);
            long nanos = System.nanoTime() - start;
            System.out.println("seconds=" + nanos / 1e9);
            System.out.println("cpu=" + cpu().minus(cpuBefore).toMillis() / 1e3);
        } finally {
            connection.close();
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** To a stream of its own: what is measured is not to be in the broker twice. */
    private static void warmUp(Connection connection, List<Ready> messages) throws Exception {
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(WARM_UP)
                        .subjects(WARM_UP)
                        .storageType(StorageType.Memory)
                        .build());
        publish(connection.jetStream(), WARM_UP, messages);
        connection.jetStreamManagement().deleteStream(WARM_UP);
    }

    private static void publish(JetStream jetStream, String subject, List<Ready> messages) throws InterruptedException {
        Semaphore slots = new Semaphore(WINDOW_MESSAGES);
        Semaphore bytes = new Semaphore(WINDOW_BYTES);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (Ready message : messages) {
            int length = message.payload().length;
            slots.acquire();
            bytes.acquire(length);
            CompletableFuture<PublishAck> unused = jetStream
                    .publishAsync(subject, message.headers(), message.payload())
                    .whenComplete((ack, problem) -> {
                        slots.release();
                        bytes.release(length);
                        if (problem != null) {
                            failure.compareAndSet(null, problem);
                        }
                    });
        }
        slots.acquire(WINDOW_MESSAGES);
        if (failure.get() != null) {
            throw new IllegalStateException("not everything was stored", failure.get());
        }
    }

    private static List<Ready> messages(Path file, int maxBytes, int maxLines) throws Exception {
        byte[] all = Files.readAllBytes(file);
        ByteBuffer bytes = ByteBuffer.wrap(all);
        Origin origin = new Origin(
                SourceId.mint(Clock.systemUTC(), new SecureRandom()),
                file.toString(),
                "bench",
                Delivery.ACKED,
                0,
                Map.of());
        List<Ready> messages = new ArrayList<>();
        for (int from = 0; from < all.length; ) {
            int most = Math.min(all.length, from + maxBytes);
            int to = (maxLines == 1 ? LineEnds.first(bytes, from, most) : LineEnds.last(bytes, from, most)) + 1;
            byte[] payload = Arrays.copyOfRange(all, from, to);
            LogMessage.Content content = new LogMessage.Content(
                    origin,
                    new Span(from, to),
                    OptionalLong.of(Math.max(0, from - WINDOW_BYTES)),
                    LinePart.WHOLE,
                    System.currentTimeMillis() * 1000,
                    OptionalInt.of(Checksum.of(payload)));
            Headers headers = new Headers();
            LogHeaders.write(content, headers::add);
            messages.add(new Ready(headers, payload));
            from = to;
        }
        return messages;
    }
}

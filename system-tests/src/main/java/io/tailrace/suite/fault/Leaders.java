package io.tailrace.suite.fault;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.ClusterInfo;
import io.nats.client.api.ConsumerInfo;
import io.tailrace.nats.testing.NatsServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a cluster every second who leads the stream, and who the consumer that has delivered most. For any thread. */
final class Leaders implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final List<NatsServer> servers;
    private final String stream;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "leaders"));
    private @Nullable Connection connection;
    private volatile Optional<String> ofStream = Optional.empty();
    private volatile Optional<String> ofConsumer = Optional.empty();

    Leaders(List<NatsServer> servers, String stream) {
        this.servers = servers;
        this.stream = stream;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::ask, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The name of the server; empty while nobody knows. */
    Optional<String> ofStream() {
        return ofStream;
    }

    /** The name of the server; empty while nobody knows. */
    Optional<String> ofConsumer() {
        return ofConsumer;
    }

    private void ask() {
        try {
            JetStreamManagement management = connection()
                    .jetStreamManagement(
                            JetStreamOptions.builder().requestTimeout(TIMEOUT).build());
            ofStream = leader(management.getStreamInfo(stream).getClusterInfo());
            ofConsumer = management.getConsumers(stream).stream()
                    .max((one, other) -> Long.compare(delivered(one), delivered(other)))
                    .flatMap(consumer -> leader(consumer.getClusterInfo()));
        } catch (IOException | JetStreamApiException | RuntimeException e) {
            // No quorum, no server, no stream yet: nobody leads as far as anybody can tell.
            ofStream = Optional.empty();
            ofConsumer = Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Connection connection() throws IOException, InterruptedException {
        Connection current = connection;
        if (current == null || current.getStatus() == Connection.Status.CLOSED) {
            current = Nats.connect(Options.builder()
                    .servers(servers.stream().map(NatsServer::url).toArray(String[]::new))
                    .maxReconnects(-1)
                    .reconnectWait(Duration.ofMillis(200))
                    .connectionTimeout(TIMEOUT)
                    .errorListener(new ErrorListener() {})
                    .build());
            connection = current;
        }
        return current;
    }

    private static long delivered(ConsumerInfo consumer) {
        return consumer.getDelivered().getConsumerSequence();
    }

    private static Optional<String> leader(@Nullable ClusterInfo cluster) {
        return Optional.ofNullable(cluster).map(ClusterInfo::getLeader);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(TIMEOUT.multipliedBy(3).toMillis(), TimeUnit.MILLISECONDS);
            Connection current = connection;
            if (current != null) {
                current.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.tailrace.bench.place;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamState;
import io.tailrace.bench.machine.WallClock;
import io.tailrace.nats.testing.NatsServer;
import io.tailrace.suite.process.FreePort;
import io.tailrace.suite.process.Poll;
import io.tailrace.suite.process.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** A nats-server with the stream and the bucket that stream-admin declares by default, and a connection to it. */
public final class Broker implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    // Subject and headers of a message of ours, and what the store adds to them.
    private static final long LEAST_OVERHEAD = 250;

    private final NatsServer server;
    private final Connection connection;

    /** @param directory where it keeps its store and its log */
    Broker(Path directory) throws IOException, InterruptedException, JetStreamApiException {
        this.server = NatsServer.builder()
                .port(FreePort.find())
                .storeDirectory(directory.resolve("jetstream"))
                .log(directory.resolve("nats-server.log"))
                .start();
        this.connection = Nats.connect(Options.builder()
                .server(server.url())
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(200))
                // Outages are wanted here, and flow control is no news.
                .errorListener(new ErrorListener() {})
                .build());
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(Suite.STREAM)
                        .subjects("logs.>")
                        .storageType(StorageType.File)
                        .maxAge(Duration.ofDays(1))
                        .build());
        connection
                .keyValueManagement()
                .create(KeyValueConfiguration.builder().name("LOG_AGENTS").build());
    }

    public String url() {
        return server.url();
    }

    public long pid() {
        return server.pid();
    }

    /** Of this process. It finds the server again after an outage. */
    public Connection connection() {
        return connection;
    }

    /** The state of the stream of logs as it is now. */
    public StreamState stream() throws IOException, JetStreamApiException {
        return connection.jetStreamManagement().getStreamInfo(Suite.STREAM).getStreamState();
    }

    /**
     * Whether the stream is large enough to hold so many bytes of logs. It may be so a little early, and costs nobody but the
     * broker to ask.
     */
    public boolean mayHold(long bytes) throws IOException, JetStreamApiException {
        StreamState state = stream();
        return state.getByteCount() - state.getMsgCount() * LEAST_OVERHEAD >= bytes;
    }

    /** When the first message was stored, by the wall clock. */
    public long firstStored() throws IOException, JetStreamApiException {
        return nanos(stream().getFirstTime());
    }

    /** When the last message was stored, by the wall clock. */
    public long lastStored() throws IOException, JetStreamApiException {
        return nanos(stream().getLastTime());
    }

    private static long nanos(@Nullable ZonedDateTime time) {
        if (time == null) {
            throw new IllegalStateException("nothing was stored");
        }
        return WallClock.nanos(time.toInstant());
    }

    /** Ends the server; nobody can reach it until {@link #comeBack}. */
    public void goAway() throws InterruptedException {
        server.requestStop();
        if (!Poll.until(TIMEOUT, () -> !server.isRunning())) {
            throw new IllegalStateException("nats-server did not end");
        }
    }

    /** Starts it again with what it had, and returns when it can be reached. */
    public void comeBack() throws InterruptedException {
        server.startAgain();
        if (!Poll.until(TIMEOUT, () -> connection.getStatus() == Connection.Status.CONNECTED)) {
            throw new IllegalStateException("nats-server did not come back:\n" + server.log());
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }
}

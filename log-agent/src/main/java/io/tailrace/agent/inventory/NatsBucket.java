package io.tailrace.agent.inventory;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueOptions;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bucket by jnats, over the service's shared connection. */
final class NatsBucket implements Bucket {

    private static final int WRONG_LAST_SEQUENCE = 10071;

    private final Supplier<@Nullable Connection> connections;
    private final KeyValueOptions options;
    private final String bucket;

    /**
     * @param connections the connection as it is now, null while there is none
     * @param options how JetStream is reached
     * @param bucket its name
     */
    NatsBucket(Supplier<@Nullable Connection> connections, JetStreamOptions options, String bucket) {
        this.connections = connections;
        this.options = KeyValueOptions.builder().jetStreamOptions(options).build();
        this.bucket = bucket;
    }

    @Override
    public long put(String key, byte[] value) throws IOException {
        try {
            return keyValue().put(key, value);
        } catch (JetStreamApiException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public long update(String key, byte[] value, long revision) throws IOException, ConflictException {
        try {
            return keyValue().update(key, value, revision);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == WRONG_LAST_SEQUENCE) {
                throw new ConflictException(e);
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    private KeyValue keyValue() throws IOException {
        Connection connection = connections.get();
        if (connection == null || connection.getStatus() != Connection.Status.CONNECTED) {
            throw new IOException("there is no connection to NATS");
        }
        try {
            return connection.keyValue(bucket, options);
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}

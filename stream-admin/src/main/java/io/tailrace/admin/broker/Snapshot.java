package io.tailrace.admin.broker;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.support.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A copy of a stream in the two files of {@code nats stream backup}: {@code backup.json} and {@code stream.tar.s2}.
 *
 * @param requests asks for it
 * @param subject of the request
 * @param directory where the files go, made if need be
 */
record Snapshot(ApiRequests requests, String subject, Path directory) {

    private static final int CHUNK = 128 * 1024;
    private static final int WINDOW = 8 * 1024 * 1024;
    private static final String METADATA = "backup.json";
    private static final String DATA = "stream.tar.s2";

    void take(Runnable meanwhile) throws BrokerException, InterruptedException {
        Connection connection = requests.connected();
        String inbox = connection.createInbox();
        Subscription chunks = connection.subscribe(inbox);
        chunks.setPendingLimits(-1, -1);
        try {
            Files.createDirectories(directory);
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put("deliver_subject", inbox)
                    .put("no_consumers", false)
                    .put("chunk_size", CHUNK)
                    .put("window_size", WINDOW)
                    .put("jsck", true);
            JsonNode begun = requests.request(subject, body.toString(), Map.of());
            receive(connection, chunks, meanwhile);
            ObjectNode metadata = JsonNodeFactory.instance.objectNode();
            metadata.set("config", begun.path("config"));
            metadata.set("state", begun.path("state"));
            write(METADATA, JsonMapper.shared().writeValueAsBytes(metadata));
            sync(directory);
        } catch (IOException disk) {
            throw new UnavailableException("can't write a backup to " + directory + ": " + disk);
        } finally {
            chunks.unsubscribe();
        }
    }

    private void receive(Connection connection, Subscription chunks, Runnable meanwhile)
            throws IOException, UnavailableException, InterruptedException {
        try (FileChannel file = open(DATA)) {
            while (true) {
                Message chunk = chunks.nextMessage(requests.timeout());
                if (chunk == null) {
                    throw new UnavailableException("the backup stopped: no more of it within " + requests.timeout());
                }
                Status status = chunk.getStatus();
                if (chunk.getData() == null || chunk.getData().length == 0) {
                    if ((status != null && status.getCode() >= 400) || file.size() == 0) {
                        throw new UnavailableException("the server broke the backup off: " + status);
                    }
                    file.force(true);
                    return;
                }
                ByteBuffer bytes = ByteBuffer.wrap(chunk.getData());
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                if (chunk.getReplyTo() != null) {
                    connection.publish(chunk.getReplyTo(), new byte[0]);
                }
                meanwhile.run();
            }
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        try (FileChannel file = open(name)) {
            file.write(ByteBuffer.wrap(bytes));
            file.force(true);
        }
    }

    private FileChannel open(String name) throws IOException {
        return FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }
}

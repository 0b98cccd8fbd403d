package io.tailrace.bench.check;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares each message of the stream with the span of the file that it claims to hold. */
public final class StreamCheck implements AutoCloseable {

    private final Map<String, File> filesByPath = new HashMap<>();

    private StreamCheck(List<Path> files) throws IOException {
        for (Path file : files) {
            filesByPath.put(file.toString(), new File(FileChannel.open(file), new Intervals()));
        }
    }

    /** A file, and which of its bytes the stream has. */
    private record File(FileChannel channel, Intervals seen) {}

    /**
     * Compares.
     *
     * @param files all that was written, each by the path that it was shipped from
     * @return how many messages there are
     * @throws NotIdenticalException when a byte is missing, twice, or another one
     */
    public static long require(Connection connection, List<Path> files)
            throws IOException, InterruptedException, JetStreamApiException {
        try (StreamCheck check = new StreamCheck(files)) {
            long[] messages = {0};
            StreamReader.read(connection, false, message -> messages[0] += check.compare(message) ? 1 : 0);
            for (Map.Entry<String, File> entry : check.filesByPath.entrySet()) {
                File file = entry.getValue();
                Span whole = new Span(0, file.channel().size());
                if (!file.seen().contains(whole)) {
                    throw new NotIdenticalException(
                            entry.getKey() + ": the stream lacks " + file.seen().missing(whole));
                }
            }
            return messages[0];
        }
    }

    private boolean compare(Message message) throws IOException {
        @Nullable Headers headers = message.getHeaders();
        byte[] payload = message.getData();
        if (headers == null || payload == null || payload.length == 0) {
            return false;
        }
        String path = String.valueOf(headers.getFirst(LogHeaders.PATH));
        Span span = Span.parse(String.valueOf(headers.getFirst(LogHeaders.SPAN)));
        File file = filesByPath.get(path);
        if (file == null) {
            throw new NotIdenticalException("the stream has bytes of " + path + ", which nobody wrote");
        }
        ByteBuffer written = ByteBuffer.allocate(payload.length);
        while (written.hasRemaining() && file.channel().read(written, span.start() + written.position()) >= 0) {
            // Until it is full, or the file ends.
        }
        if (span.length() != payload.length || !written.flip().equals(ByteBuffer.wrap(payload))) {
            throw new NotIdenticalException(path + ": the stream has other bytes at " + span);
        }
        if (!file.seen().missing(span).equals(List.of(span))) {
            throw new NotIdenticalException(path + ": the stream has " + span + " twice");
        }
        file.seen().add(span);
        return true;
    }

    @Override
    public void close() throws IOException {
        for (File file : filesByPath.values()) {
            file.channel().close();
        }
    }
}

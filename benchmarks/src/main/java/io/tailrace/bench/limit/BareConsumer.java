package io.tailrace.bench.limit;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.nats.client.Connection;
import io.nats.client.ConsumeOptions;
import io.nats.client.ConsumerContext;
import io.nats.client.IterableConsumer;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.tailrace.suite.process.Suite;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program that does with the messages of one host what no collector can do without: takes them, writes them to one file,
 * makes that durable every 8 MB, acknowledges. It looks at no header and keeps no ledger.
 *
 * <p>Arguments: address, durable's name, subject, file, last sequence.
 */
public final class BareConsumer {

    // The collector's own: commit.max-size, and what it has asked for beforehand.
    private static final int COMMIT_BYTES = 8 * 1024 * 1024;
    private static final int PREFETCH_MESSAGES = 500;
    private static final int BUFFER = 256 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private BareConsumer() {}

    /** Archives up to the last sequence. */
    public static void main(String[] arguments) throws Exception {
        Options options =
                Options.builder().server(arguments[0]).bufferSize(BUFFER).build();
        long last = Long.parseLong(arguments[4]);
        Connection connection = Nats.connect(options);
        try (FileChannel file = FileChannel.open(Path.of(arguments[3]), CREATE_NEW, WRITE)) {
            ConsumerContext context = connection
                    .getStreamContext(Suite.STREAM)
                    .createOrUpdateConsumer(ConsumerConfiguration.builder()
                            .durable(arguments[1])
                            .filterSubject(arguments[2])
                            .ackPolicy(AckPolicy.All)
                            .maxAckPending(20_000)
                            .build());
            IterableConsumer messages = context.iterate(
                    ConsumeOptions.builder().batchSize(PREFETCH_MESSAGES).build());
            archive(messages, file, last);
            messages.stop();
            connection.flush(TIMEOUT);
        } finally {
            connection.close();
        }
    }

    private static void archive(IterableConsumer messages, FileChannel file, long last) throws Exception {
        long uncommitted = 0;
        for (long sequence = 0; sequence < last; ) {
            Message message = messages.nextMessage(TIMEOUT);
            if (message == null) {
                throw new IllegalStateException("nothing came after " + sequence + " of " + last);
            }
            ByteBuffer payload = ByteBuffer.wrap(message.getData());
            uncommitted += payload.remaining();
            while (payload.hasRemaining()) {
                file.write(payload);
            }
            sequence = message.metaData().streamSequence();
            if (uncommitted >= COMMIT_BYTES || sequence >= last) {
                file.force(false);
                message.ack();
                uncommitted = 0;
            }
        }
    }
}

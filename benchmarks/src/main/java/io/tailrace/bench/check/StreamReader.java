package io.tailrace.bench.check;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.tailrace.suite.process.Suite;
import java.io.IOException;
import java.time.Duration;

/** Reads all that the stream of logs holds, in its order. */
final class StreamReader {

    private static final Duration NEXT_MESSAGE_TIMEOUT = Duration.ofSeconds(20);

    private StreamReader() {}

    /** Takes one message after the other. */
    interface Handler {
        void message(Message message) throws IOException;
    }

    /** @param headersOnly without payloads */
    static void read(Connection connection, boolean headersOnly, Handler handler)
            throws IOException, InterruptedException, JetStreamApiException {
        long last = connection
                .jetStreamManagement()
                .getStreamInfo(Suite.STREAM)
                .getStreamState()
                .getLastSequence();
        JetStreamSubscription subscription = connection
                .jetStream()
                .subscribe(
                        "logs.>",
                        PushSubscribeOptions.builder().stream(Suite.STREAM)
                                .ordered(true)
                                .configuration(ConsumerConfiguration.builder()
                                        .headersOnly(headersOnly)
                                        .build())
                                .build());
        // Flow control bounds what waits here; beyond its own limits jnats would drop messages.
        subscription.setPendingLimits(-1, -1);
        try {
            for (long sequence = 0; sequence < last; ) {
                Message message = subscription.nextMessage(NEXT_MESSAGE_TIMEOUT);
                if (message == null) {
                    throw new IOException("the stream ends at %d, and nothing came after %d".formatted(last, sequence));
                }
                sequence = message.metaData().streamSequence();
                handler.message(message);
            }
        } finally {
            subscription.unsubscribe();
        }
    }
}

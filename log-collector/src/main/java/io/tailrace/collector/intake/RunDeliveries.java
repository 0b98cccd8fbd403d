package io.tailrace.collector.intake;

import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.tailrace.collector.commit.Delivery;
import io.tailrace.collector.commit.DeliverySink;
import io.tailrace.collector.commit.Run;
import io.tailrace.protocol.LogHeaders;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what a consumer delivers as long as its own sequence has no gap. A gap means that something was delivered to
 * somebody else or got lost on the way: then the run is over, and the consumer goes back to the ledger's position.
 * Called by jnats' dispatcher.
 */
final class RunDeliveries implements MessageHandler {

    private final Run run;
    private final DeliverySink sink;
    private long expected;

    /** @param firstConsumerSequence of the first delivery, as the consumer's placement says */
    RunDeliveries(Run run, long firstConsumerSequence, DeliverySink sink) {
        this.run = run;
        this.expected = firstConsumerSequence;
        this.sink = sink;
    }

    @Override
    public void onMessage(Message message) throws InterruptedException {
        if (run.isOver()) {
            return;
        }
        NatsJetStreamMetaData metadata = message.metaData();
        if (metadata.consumerSequence() != expected) {
            run.end();
            return;
        }
        expected++;
        ZonedDateTime time = metadata.timestamp();
        sink.deliver(new Delivery(
                run,
                metadata.streamSequence(),
                time.toEpochSecond() * 1_000_000_000L + time.getNano(),
                message.getSubject(),
                headers(message.getHeaders()),
                message.getData(),
                message.getReplyTo()));
    }

    private static LogHeaders.Source headers(@Nullable Headers headers) {
        return headers == null ? NoHeaders.INSTANCE : new NatsHeaders(headers);
    }

    private record NatsHeaders(Headers headers) implements LogHeaders.Source {

        @Override
        public List<String> values(String name) {
            List<String> values = headers.get(name);
            return values == null ? List.of() : values;
        }

        @Override
        public Set<String> names() {
            return headers.keySet();
        }
    }

    private enum NoHeaders implements LogHeaders.Source {
        INSTANCE;

        @Override
        public List<String> values(String name) {
            return List.of();
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    }
}

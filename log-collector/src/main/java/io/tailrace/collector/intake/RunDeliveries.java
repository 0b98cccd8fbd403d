package io.tailrace.collector.intake;

import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.tailrace.collector.commit.Delivery;
import io.tailrace.collector.commit.DeliverySink;
import io.tailrace.collector.commit.Run;
import io.tailrace.collector.intake.Broker.Placement;
import io.tailrace.nats.NatsLogHeaders;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on what a consumer delivers as long as its own sequence has no gap and no message comes for the first time that is
 * not behind all before it. Else something was delivered to somebody else or got lost on the way, or the consumer or its
 * stream was moved back: then the run is over, and the consumer goes back to the ledger's position. Called by jnats'
 * dispatcher.
 */
final class RunDeliveries implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(RunDeliveries.class);

    private final Run run;
    private final DeliverySink sink;
    private final LongConsumer begins;
    private long expected;
    private long last;
    private long redeliveries;
    private boolean begun;

    /**
     * @param placement of the run's consumer
     * @param begins told the sequence of the first delivery
     */
    RunDeliveries(Run run, Placement placement, LongConsumer begins, DeliverySink sink) {
        this.run = run;
        this.expected = placement.consumerSequence();
        this.last = placement.sequence();
        this.redeliveries = placement.redeliveries();
        this.begins = begins;
        this.sink = sink;
    }

    @Override
    public void onMessage(Message message) throws InterruptedException {
        if (run.isOver()) {
            return;
        }
        NatsJetStreamMetaData metadata = message.metaData();
        if (!isNext(metadata)) {
            log.debug("a run is over partition={} expected={} delivered={}", run.partition(), expected, metadata);
            run.end();
            return;
        }
        expected++;
        if (!begun) {
            begun = true;
            begins.accept(metadata.streamSequence());
        }
        run.delivered(metadata.streamSequence());
        sink.deliver(new Delivery(
                run,
                metadata.streamSequence(),
                StreamMessages.nanos(metadata.timestamp()),
                message.getSubject(),
                new NatsLogHeaders(message.getHeaders()),
                message.getData(),
                message.getReplyTo()));
    }

    private boolean isNext(NatsJetStreamMetaData metadata) {
        if (metadata.consumerSequence() != expected) {
            return false;
        }
        boolean again = metadata.deliveredCount() > 1;
        if (redeliveries > 0) {
            // Before what nobody was given yet comes all that somebody was, in its order: else some would be passed
            // over.
            redeliveries--;
            if (!again || metadata.streamSequence() <= last) {
                return false;
            }
        } else if (again) {
            return true;
        } else if (metadata.streamSequence() <= last) {
            return false;
        }
        last = metadata.streamSequence();
        return true;
    }
}

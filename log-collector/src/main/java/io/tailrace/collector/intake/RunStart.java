package io.tailrace.collector.intake;

import io.tailrace.collector.commit.DeliverySink;
import io.tailrace.collector.commit.StreamFacts;
import io.tailrace.collector.intake.Broker.Placement;
import io.tailrace.collector.intake.Broker.StartedRun;
import io.tailrace.collector.intake.Broker.StreamState;
import io.tailrace.collector.ledger.Beginning;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.StreamPosition;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins runs of a partition: settles the last one, takes the position from the ledger, finds out whether the stream is still
 * what that was taken from, and puts the durable behind it. For the control thread.
 */
final class RunStart {

    private static final Logger log = LoggerFactory.getLogger(RunStart.class);

    private final PartitionKey partition;
    private final Broker broker;
    private final DeliverySink sink;
    private final ConsumerSettings settings;

    RunStart(PartitionKey partition, Broker broker, DeliverySink sink, ConsumerSettings settings) {
        this.partition = partition;
        this.broker = broker;
        this.sink = sink;
        this.settings = settings;
    }

    /** @param name of the run, another one each time */
    Begun begin(String name) throws IOException, NotReadyException, TimeoutException, InterruptedException {
        // Settled first, so that the stream has all that is committed when it is asked.
        PartitionState settled = sink.settle(partition);
        StreamState stream = broker.stream(partition);
        StreamFacts facts = stream.facts();
        PartitionState known = settled == null ? null : corrected(settled, facts);
        Placement placement = broker.place(partition, stream, known, name);
        if (known == null) {
            known = first(facts, placement);
            sink.place(partition, known);
        } else {
            sink.observe(partition, facts, 0, Long.MAX_VALUE);
        }
        return new Begun(broker.run(partition, placement, name), facts, known);
    }

    /** How far the ledger is, put right where the stream is not what that was taken from. */
    private PartitionState corrected(PartitionState settled, StreamFacts facts)
            throws IOException, NotReadyException, TimeoutException, InterruptedException {
        String voidness = broker.voidness(partition, facts, settled.position());
        if (voidness != null) {
            log.warn(
                    "the stream is not the one that the ledger knows, and is read again from its beginning partition={}"
                            + " because=\"{}\"",
                    partition,
                    voidness);
            PartitionState voided = settled.voided(facts.created(), facts.nowNanos());
            sink.place(partition, voided);
            return voided;
        }
        if (facts.lastSequence() < settled.readUntil()) {
            log.warn(
                    "the stream has become shorter partition={} last-sequence={} was-read-until={}",
                    partition,
                    facts.lastSequence(),
                    settled.readUntil());
            PartitionState shortened = settled.shortened(facts.nowNanos());
            sink.place(partition, shortened);
            return shortened;
        }
        return settled;
    }

    private PartitionState first(StreamFacts facts, Placement placement) throws IOException, NotReadyException {
        long sequence = Math.max(placement.sequence(), facts.firstSequence() - 1);
        long time = settings.start() instanceof Start.New ? 0 : broker.timeOfNext(partition, sequence);
        long witness = placement.sequence() == 0 ? 0 : broker.timeAt(partition, placement.sequence());
        return PartitionState.begun(
                new StreamPosition(facts.created(), placement.sequence(), witness),
                new Beginning(facts.created(), sequence, time == 0 ? facts.nowNanos() : time));
    }

    /**
     * A run that has its durable and pulls nothing yet.
     *
     * @param run that is begun
     * @param facts of its stream
     * @param state from where
     */
    record Begun(StartedRun run, StreamFacts facts, PartitionState state) {}
}

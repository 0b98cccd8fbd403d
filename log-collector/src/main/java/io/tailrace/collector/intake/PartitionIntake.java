package io.tailrace.collector.intake;

import io.tailrace.collector.commit.DeliverySink;
import io.tailrace.collector.commit.Run;
import io.tailrace.collector.intake.Broker.Backlog;
import io.tailrace.collector.intake.Broker.Placement;
import io.tailrace.collector.intake.Broker.Pull;
import io.tailrace.collector.intake.Broker.StreamState;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.StreamPosition;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one partition being read: settles the last run, takes the position from the ledger, puts the durable there,
 * pulls, and begins again when the run breaks. Confined to the control thread, but for its status.
 */
final class PartitionIntake {

    private static final Logger log = LoggerFactory.getLogger(PartitionIntake.class);
    private static final long UNKNOWN = -1;

    private final PartitionKey partition;
    private final Broker broker;
    private final DeliverySink sink;

    private @Nullable Run run;
    private @Nullable Pull pull;
    private volatile PartitionStatus status;

    PartitionIntake(PartitionKey partition, Broker broker, DeliverySink sink) {
        this.partition = partition;
        this.broker = broker;
        this.sink = sink;
        this.status = waiting("not started");
    }

    /** For any thread. */
    PartitionStatus status() {
        return status;
    }

    /** Does what is to be done next, if anything. */
    void tend() throws InterruptedException {
        Run current = run;
        if (current != null && (current.isOver() || !sink.isAccepting())) {
            stop();
        }
        if (run != null) {
            if (pull != null) {
                pull.tend();
            }
            return;
        }
        if (!sink.isAccepting()) {
            status = waiting("archiving is paused");
            return;
        }
        try {
            begin();
        } catch (NotReadyException e) {
            status = waiting(e.waitingFor());
        } catch (IOException | TimeoutException e) {
            status = waiting(String.valueOf(e.getMessage()));
        }
    }

    /** Ends the run, whatever of it is still on its way. */
    void stop() {
        Run current = run;
        if (current != null) {
            current.end();
        }
        Pull running = pull;
        if (running != null) {
            running.close();
        }
        run = null;
        pull = null;
    }

    /** Looks whether the durable is still there and how far behind it is. */
    void look() {
        Run current = run;
        if (current == null) {
            return;
        }
        try {
            Backlog backlog = broker.backlog(partition);
            status = new PartitionStatus(partition, null, backlog.lag(), backlog.ackPending());
        } catch (NotReadyException e) {
            status = waiting(e.waitingFor());
            current.end();
        } catch (IOException e) {
            log.debug("the backlog is unknown partition={} problem={}", partition, e.getMessage());
        }
    }

    private void begin() throws IOException, NotReadyException, TimeoutException, InterruptedException {
        StreamState stream = broker.stream(partition);
        StreamPosition position = sink.settle(partition);
        if (position != null && isVoid(position, stream)) {
            log.warn(
                    "the stream is not the one that the ledger knows; it is read again from its beginning partition={}"
                            + " created={} last-sequence={} ledger-created={} ledger-sequence={}",
                    partition,
                    stream.created(),
                    stream.lastSequence(),
                    position.created(),
                    position.sequence());
            position = position.voided(stream.created());
            sink.position(partition, position);
        }
        Placement placement = broker.place(partition, stream, position);
        if (position == null) {
            sink.position(partition, StreamPosition.of(stream.created(), placement.sequence()));
        }
        Run next = new Run(partition);
        pull = broker.pull(next, placement);
        run = next;
        status = new PartitionStatus(partition, null, UNKNOWN, UNKNOWN);
    }

    private static boolean isVoid(StreamPosition position, StreamState stream) {
        return !position.created().equals(stream.created()) || position.sequence() > stream.lastSequence();
    }

    private PartitionStatus waiting(String reason) {
        return new PartitionStatus(partition, reason, UNKNOWN, UNKNOWN);
    }
}

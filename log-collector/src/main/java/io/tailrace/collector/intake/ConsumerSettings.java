package io.tailrace.collector.intake;

import io.tailrace.collector.ack.AckPolicy;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.protocol.Subject;
import java.time.Duration;

/**
 * What the durable consumers are to be like.
 *
 * @param durableName each consumer's name is this one and its partition
 * @param subjectPrefix of all subjects
 * @param partitions of the whole fleet
 * @param ackPolicy which messages are acknowledged
 * @param maxDeliver how often the server delivers a message, -1 for without limit
 * @param ackWait how long the server waits for an acknowledgement before it delivers again
 * @param maxAckPending how many messages may be unacknowledged
 * @param start where to begin
 * @param prefetchBytes what may be on its way to this process, over all partitions
 * @param takeOver whether durables of other collectors are taken over, each once
 * @param lookEvery how often streams and durables are looked at while they are read
 */
public record ConsumerSettings(
        String durableName,
        String subjectPrefix,
        int partitions,
        AckPolicy ackPolicy,
        long maxDeliver,
        Duration ackWait,
        long maxAckPending,
        Start start,
        long prefetchBytes,
        boolean takeOver,
        Duration lookEvery) {

    /** As often as the protocol says. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** The same with another place to begin. */
    public ConsumerSettings from(Start otherStart) {
        return new ConsumerSettings(
                durableName,
                subjectPrefix,
                partitions,
                ackPolicy,
                maxDeliver,
                ackWait,
                maxAckPending,
                otherStart,
                prefetchBytes,
                takeOver,
                lookEvery);
    }

    /** The name of a partition's consumer. */
    public String durable(int partition) {
        return durableName + "-p" + partition;
    }

    /** How an operator is told of a durable, the same for each partition: who is told once is told of all of them. */
    String durables(PartitionKey partition) {
        return "consumer " + durableName + "-p<partition> of stream " + partition.stream() + " ";
    }

    String filter(int partition) {
        return Subject.filter(subjectPrefix, partition);
    }
}

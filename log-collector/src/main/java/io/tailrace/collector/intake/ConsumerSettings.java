package io.tailrace.collector.intake;

import io.tailrace.collector.ack.AckPolicy;
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
        long prefetchBytes) {

    String durable(int partition) {
        return durableName + "-p" + partition;
    }
}

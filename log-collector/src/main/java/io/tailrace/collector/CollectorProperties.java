package io.tailrace.collector;

import io.tailrace.collector.ack.AckPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The collector's own configuration.
 *
 * @param own the partitions of this collector: {@code all}, or numbers and ranges like {@code 0-7,12}
 * @param stateDirectory where the ledger is kept; one collector at a time can use it
 * @param consumer the durable consumers, one a partition
 * @param commit when a batch of messages is made durable
 * @param archive where the bytes go
 * @param deadLetter what happens to messages that can't be archived
 * @param recover allows for one repair, by the word that the collector's message names when ledger and archive don't belong
 *     together; without effect otherwise
 * @param takeOver whether durable consumers that belong to another collector are taken over from it, each once a start
 */
@ConfigurationProperties("tailrace.collector")
public record CollectorProperties(
        @DefaultValue("all") String own,
        @DefaultValue("/var/lib/tailrace/collector") Path stateDirectory,
        @DefaultValue Consumer consumer,
        @DefaultValue Commit commit,
        @DefaultValue Archive archive,
        @DefaultValue DeadLetter deadLetter,
        @DefaultValue("") String recover,
        @DefaultValue("false") boolean takeOver) {

    /** Where in the stream a collector begins that has never read it. */
    public enum DeliverPolicy {
        /** With the oldest message there is. */
        ALL,
        /** With what comes from now on. */
        NEW,
        /** With the first message that is not older than {@code start-time}. */
        BY_START_TIME,
        /** With the message {@code start-sequence}, or the first one after it. */
        BY_START_SEQUENCE
    }

    /**
     * The durable consumers, one a partition.
     *
     * @param durableName the consumers' name, to which {@code -p<partition>} is added
     * @param ackPolicy which messages are acknowledged once they are durable: the last of a batch for all before it, each
     *     one, or none
     * @param maxDeliver how often the server delivers an unacknowledged message at most, -1 for without limit
     * @param ackWait how long the server waits for an acknowledgement before it delivers again; the greater of 30s and
     *     three times commit.max-interval if not given
     * @param maxAckPending how many messages of a partition may be unacknowledged; the greater of 20000 and twice
     *     commit.max-messages if not given
     * @param deliverPolicy where in the stream a collector begins that has never read it
     * @param startTime for deliver-policy by-start-time, an instant like {@code 2026-11-23T07:00:00Z}
     * @param startSequence for deliver-policy by-start-sequence
     */
    public record Consumer(
            @DefaultValue("archive") String durableName,
            @DefaultValue("all") AckPolicy ackPolicy,
            @DefaultValue("-1") long maxDeliver,
            @Nullable Duration ackWait,
            @Nullable Long maxAckPending,
            @DefaultValue("all") DeliverPolicy deliverPolicy,
            @Nullable Instant startTime,
            @Nullable Long startSequence) {}

    /**
     * When a batch of messages is made durable: whatever comes first.
     *
     * @param maxMessages this many messages
     * @param maxSize this many payload bytes
     * @param maxInterval this long after its first message
     */
    public record Commit(
            @DefaultValue("10000") int maxMessages,
            @DefaultValue("8MB") DataSize maxSize,
            @DefaultValue("100ms") Duration maxInterval) {}

    /**
     * Where the bytes go.
     *
     * @param directory the archive's directory
     * @param minFreeSpace below this much room on its disk archiving pauses
     */
    public record Archive(
            @DefaultValue("/var/lib/tailrace/archive") Path directory,
            @DefaultValue("1GB") DataSize minFreeSpace) {}

    /**
     * What happens to messages that can't be archived.
     *
     * @param subject where they are published to as well; they are kept in the ledger in any case
     */
    public record DeadLetter(@DefaultValue("dlq.logs") String subject) {}
}

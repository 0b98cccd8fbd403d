package io.tailrace.collector;

import io.tailrace.collector.ack.AckPolicy;
import io.tailrace.collector.commit.CommitLimits;
import io.tailrace.collector.commit.WriterSettings;
import io.tailrace.collector.intake.ConsumerSettings;
import io.tailrace.collector.intake.Start;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.config.TailraceProperties;
import io.tailrace.protocol.Partitioning;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration means: defaults that depend on other keys, and the contradictions that are refused. Only what was
 * written explicitly is ever refused.
 */
final class CollectorSettings {

    private static final String PREFIX = "tailrace.collector.";
    private static final Duration LEAST_ACK_WAIT = Duration.ofSeconds(30);
    private static final long LEAST_ACK_PENDING = 20_000;
    private static final long MEGABYTE = 1024 * 1024;
    private static final long QUEUE_BYTES = 16 * MEGABYTE;
    private static final long PREFETCH_BYTES = 32 * MEGABYTE;
    private static final int OPEN_FILES = 1024;
    private static final int CACHED_PIECES = 100_000;
    private static final Pattern DURABLE_NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private final TailraceProperties common;
    private final CollectorProperties properties;
    private final Duration lookEvery;
    private final Set<Integer> own;

    CollectorSettings(TailraceProperties common, CollectorProperties properties) {
        this(common, properties, ConsumerSettings.LOOK_EVERY);
    }

    /** @param lookEvery how often streams and durables are looked at */
    CollectorSettings(TailraceProperties common, CollectorProperties properties, Duration lookEvery) {
        this.common = common;
        this.properties = properties;
        this.lookEvery = lookEvery;
        validateCommit();
        validateConsumer();
        validateStart();
        validateDeadLetter();
        this.own = new LinkedHashSet<>(OwnPartitions.parse(properties.own(), common.partitions()));
    }

    List<PartitionKey> partitions() {
        return own.stream()
                .map(partition -> new PartitionKey(common.streamOf(partition), partition))
                .toList();
    }

    Partitioning partitioning() {
        return common.partitioning();
    }

    String inventoryBucket() {
        return common.inventoryBucket();
    }

    /** Every partition's stream, own or not. */
    String streamOf(int partition) {
        return common.streamOf(partition);
    }

    Duration lookEvery() {
        return lookEvery;
    }

    boolean isOwn(int partition) {
        return own.contains(partition);
    }

    /** The partition of a host, null where it is none of this collector's. */
    @Nullable PartitionKey partitionOf(String host) {
        int partition = common.partitioning().of(host);
        return isOwn(partition) ? new PartitionKey(common.streamOf(partition), partition) : null;
    }

    ConsumerSettings consumer() {
        CollectorProperties.Consumer consumer = properties.consumer();
        return new ConsumerSettings(
                consumer.durableName(),
                common.subjectPrefix(),
                common.partitions(),
                consumer.ackPolicy(),
                consumer.maxDeliver(),
                ackWait(),
                maxAckPending(),
                start(),
                PREFETCH_BYTES,
                properties.takeOver(),
                lookEvery);
    }

    WriterSettings writer() {
        CollectorProperties.Commit commit = properties.commit();
        return new WriterSettings(
                common.subjectPrefix(),
                new CommitLimits(commit.maxMessages(), commit.maxSize().toBytes(), commit.maxInterval()),
                properties.consumer().ackPolicy(),
                properties.archive().minFreeSpace().toBytes(),
                QUEUE_BYTES,
                OPEN_FILES,
                CACHED_PIECES);
    }

    private Duration ackWait() {
        Duration configured = properties.consumer().ackWait();
        if (configured != null) {
            return configured;
        }
        Duration threeIntervals = properties.commit().maxInterval().multipliedBy(3);
        return threeIntervals.compareTo(LEAST_ACK_WAIT) > 0 ? threeIntervals : LEAST_ACK_WAIT;
    }

    private long maxAckPending() {
        Long configured = properties.consumer().maxAckPending();
        return configured != null
                ? configured
                : Math.max(LEAST_ACK_PENDING, 2L * properties.commit().maxMessages());
    }

    private Start start() {
        CollectorProperties.Consumer consumer = properties.consumer();
        Instant time = consumer.startTime();
        Long sequence = consumer.startSequence();
        if (time != null) {
            return new Start.ByTime(time);
        }
        if (sequence != null) {
            return new Start.BySequence(sequence);
        }
        return consumer.deliverPolicy() == CollectorProperties.DeliverPolicy.NEW ? new Start.New() : new Start.All();
    }

    private void validateCommit() {
        CollectorProperties.Commit commit = properties.commit();
        require(commit.maxMessages() >= 1, "commit.max-messages", commit.maxMessages(), "is too small. Use 1 or more");
        require(commit.maxSize().toBytes() >= 1, "commit.max-size", commit.maxSize(), "is too small. Use 1B or more");
        Duration interval = commit.maxInterval();
        require(
                interval.compareTo(Duration.ofMillis(1)) >= 0 && interval.compareTo(Duration.ofHours(1)) <= 0,
                "commit.max-interval",
                inWords(interval),
                "is out of range. Use 1ms to 1h");
        require(
                properties.archive().minFreeSpace().toBytes() >= 0,
                "archive.min-free-space",
                properties.archive().minFreeSpace(),
                "is negative. Use 0B or more");
    }

    private void validateConsumer() {
        CollectorProperties.Consumer consumer = properties.consumer();
        CollectorProperties.Commit commit = properties.commit();
        require(
                DURABLE_NAME.matcher(consumer.durableName()).matches(),
                "consumer.durable-name",
                consumer.durableName(),
                "is not a consumer's name. Use letters, digits, - and _");
        require(
                consumer.maxDeliver() == -1 || consumer.maxDeliver() >= 1,
                "consumer.max-deliver",
                consumer.maxDeliver(),
                "is not a number of deliveries. Use 1 or more, or -1 for without limit");
        Duration ackWait = consumer.ackWait();
        if (ackWait != null && consumer.ackPolicy() != AckPolicy.NONE) {
            Duration interval = commit.maxInterval();
            require(
                    ackWait.compareTo(interval.multipliedBy(2)) >= 0,
                    "commit.max-interval",
                    inWords(interval),
                    "is too long for consumer.ack-wait = " + inWords(ackWait)
                            + ": the broker would send unacknowledged messages again. Use at most "
                            + inWords(ackWait.dividedBy(2)) + ", or raise ack-wait to "
                            + inWords(interval.multipliedBy(2)));
        }
        Long pending = consumer.maxAckPending();
        if (pending != null && consumer.ackPolicy() != AckPolicy.NONE) {
            require(
                    pending >= commit.maxMessages(),
                    "consumer.max-ack-pending",
                    pending,
                    "is too small for commit.max-messages = " + commit.maxMessages()
                            + ": the broker would stop sending before a batch is full. Use at least "
                            + 2L * commit.maxMessages() + ", or lower max-messages to " + Math.max(1, pending / 2));
        }
    }

    private void validateStart() {
        CollectorProperties.Consumer consumer = properties.consumer();
        CollectorProperties.DeliverPolicy policy = consumer.deliverPolicy();
        String policyKey = "consumer.deliver-policy";
        String policyName = policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
        boolean byTime = policy == CollectorProperties.DeliverPolicy.BY_START_TIME;
        boolean bySequence = policy == CollectorProperties.DeliverPolicy.BY_START_SEQUENCE;
        require(
                !byTime || consumer.startTime() != null,
                policyKey,
                policyName,
                "needs consumer.start-time, an instant like 2026-11-23T07:00:00Z");
        require(
                !bySequence || consumer.startSequence() != null,
                policyKey,
                policyName,
                "needs consumer.start-sequence, 1 or more");
        require(
                byTime || consumer.startTime() == null,
                "consumer.start-time",
                consumer.startTime(),
                "is for consumer.deliver-policy = by-start-time only; it is " + policyName);
        Long sequence = consumer.startSequence();
        require(
                bySequence || sequence == null,
                "consumer.start-sequence",
                sequence,
                "is for consumer.deliver-policy = by-start-sequence only; it is " + policyName);
        require(sequence == null || sequence >= 1, "consumer.start-sequence", sequence, "is too small. Use 1 or more");
    }

    private void validateDeadLetter() {
        String subject = properties.deadLetter().subject();
        require(
                SUBJECT.matcher(subject).matches(),
                "dead-letter.subject",
                subject,
                "is not a subject to publish to. Use words of letters, digits, - and _ with dots between them");
        require(
                !subject.startsWith(common.subjectPrefix() + "."),
                "dead-letter.subject",
                subject,
                "is below tailrace.subject-prefix = " + common.subjectPrefix()
                        + ": dead letters would be collected again. Use one outside of it, like dlq.logs");
    }

    private static void require(boolean condition, String key, @Nullable Object value, String problem) {
        if (!condition) {
            throw new InvalidConfigurationException(PREFIX + key, value, problem);
        }
    }

    private static String inWords(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}

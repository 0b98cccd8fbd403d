package io.tailrace.admin.declaration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code tailrace.admin.streams}, in the names of the server's JSON in kebab case, {@code replicas}
 * excepted. What is absent is not declared: it is created with the default of the {@code nats} command line tool and
 * never changed afterwards.
 *
 * <p>Values are texts here, so that one that can't be read is a problem of its stream alone. Durations have a unit
 * ({@code 1d}, {@code 90m}), sizes may have one ({@code 8MB}); {@code -1} is unlimited.
 *
 * @param name the stream's name; with {@code {partition}} in it there is one stream a partition
 * @param template the entry of {@code tailrace.admin.templates} whose keys count where they are not declared here
 * @param partitions of which partitions: {@code all}, or {@code 0-7,12}. Where the name has no {@code {partition}},
 *     each subject with it becomes one subject a partition
 * @param consumers the durable consumers that are kept; consumers that are not declared are left alone
 * @param reclaim when acknowledged messages are purged to make room
 * @param description free text
 * @param subjects the subjects that the stream stores, the stream's name by default
 * @param storage {@code file} or {@code memory}
 * @param retention {@code limits}, {@code interest} or {@code workqueue}
 * @param discard what goes when a limit is reached: {@code old} messages or the {@code new} one
 * @param discardNewPerSubject whether {@code max-msgs-per-subject} refuses the new message, too
 * @param maxMsgs the most messages kept, -1 for unlimited
 * @param maxBytes the most bytes kept, -1 for unlimited
 * @param maxAge how long a message is kept, -1 for unlimited
 * @param maxMsgSize the largest message with its headers, -1 for unlimited
 * @param maxMsgsPerSubject the most messages kept of one subject, -1 for unlimited
 * @param maxConsumers the most consumers, -1 for unlimited
 * @param duplicateWindow how long a message id is remembered, at most {@code max-age}
 * @param replicas the number of servers that hold the stream, 1 to 5
 * @param placement which servers may hold it
 * @param compression {@code none} or {@code s2}
 * @param firstSeq the sequence of the first message of a new stream
 * @param mirror the one stream that this is a copy of
 * @param sources the streams whose messages are copied here
 * @param subjectTransform how a message's subject is changed before it is stored
 * @param republish where a message is published once it is stored
 * @param consumerLimits what consumers of this stream may have
 * @param noAck whether publishers get no acknowledgement
 * @param allowDirect whether any replica may answer reads
 * @param mirrorDirect whether a mirror answers reads of its origin
 * @param allowRollupHdrs whether a message may replace all earlier ones
 * @param denyDelete whether deleting a message is refused
 * @param denyPurge whether purging is refused
 * @param sealed whether nothing is stored or deleted any more, for good
 * @param allowMsgTtl whether a message may have its own time to live
 * @param subjectDeleteMarkerTtl how long the marker of a subject's last message stays
 * @param allowMsgCounter whether messages are counters
 * @param allowAtomic whether several messages can be published as one
 * @param allowMsgSchedules whether a message may be for later
 * @param persistMode {@code default} or {@code async}
 * @param allowBatched whether messages can be published in fast batches
 * @param metadata the user's own keys and values; write a key with dots as {@code "[my.key]"}
 */
public record StreamProperties(
        @Nullable String name,
        @Nullable String template,
        @Nullable String partitions,
        @Nullable List<ConsumerProperties> consumers,
        @Nullable ReclaimProperties reclaim,
        @Nullable String description,
        @Nullable List<String> subjects,
        @Nullable String storage,
        @Nullable String retention,
        @Nullable String discard,
        @Nullable String discardNewPerSubject,
        @Nullable String maxMsgs,
        @Nullable String maxBytes,
        @Nullable String maxAge,
        @Nullable String maxMsgSize,
        @Nullable String maxMsgsPerSubject,
        @Nullable String maxConsumers,
        @Nullable String duplicateWindow,
        @Nullable String replicas,
        @Nullable PlacementProperties placement,
        @Nullable String compression,
        @Nullable String firstSeq,
        @Nullable SourceProperties mirror,
        @Nullable List<SourceProperties> sources,
        @Nullable TransformProperties subjectTransform,
        @Nullable RepublishProperties republish,
        @Nullable ConsumerLimitsProperties consumerLimits,
        @Nullable String noAck,
        @Nullable String allowDirect,
        @Nullable String mirrorDirect,
        @Nullable String allowRollupHdrs,
        @Nullable String denyDelete,
        @Nullable String denyPurge,
        @Nullable String sealed,
        @Nullable String allowMsgTtl,
        @Nullable String subjectDeleteMarkerTtl,
        @Nullable String allowMsgCounter,
        @Nullable String allowAtomic,
        @Nullable String allowMsgSchedules,
        @Nullable String persistMode,
        @Nullable String allowBatched,
        @Nullable Map<String, String> metadata) {

    /**
     * Which servers may hold the stream.
     *
     * @param cluster the cluster's name
     * @param tags all of which a server must have
     */
    public record PlacementProperties(
            @Nullable String cluster, @Nullable List<String> tags) {}

    /**
     * A stream that messages are copied from.
     *
     * @param name the stream
     * @param optStartSeq the first message that is copied
     * @param optStartTime the same by time, {@code 2026-11-25T08:00:00Z}
     * @param filterSubject only messages with such a subject
     * @param subjectTransforms filters that change the subject as well
     * @param external another account or domain
     * @param consumer the durable consumer that is used, instead of one that the server makes
     */
    public record SourceProperties(
            @Nullable String name,
            @Nullable String optStartSeq,
            @Nullable String optStartTime,
            @Nullable String filterSubject,
            @Nullable List<TransformProperties> subjectTransforms,
            @Nullable ExternalProperties external,
            @Nullable SourceConsumerProperties consumer) {}

    /**
     * How to reach another account or domain.
     *
     * @param api the prefix of its API's subjects
     * @param deliver the prefix of the subjects that it delivers to
     */
    public record ExternalProperties(
            @Nullable String api, @Nullable String deliver) {}

    /**
     * A durable consumer that copies messages.
     *
     * @param name the consumer
     * @param deliverSubject where it delivers to
     */
    public record SourceConsumerProperties(
            @Nullable String name, @Nullable String deliverSubject) {}

    /**
     * A change of a subject.
     *
     * @param src the subjects that are changed
     * @param dest what they become
     */
    public record TransformProperties(
            @Nullable String src, @Nullable String dest) {}

    /**
     * Messages that are published again.
     *
     * @param src of which subjects
     * @param dest to which subjects
     * @param headersOnly whether without the payload
     */
    public record RepublishProperties(
            @Nullable String src,
            @Nullable String dest,
            @Nullable String headersOnly) {}

    /**
     * Limits and defaults of consumers.
     *
     * @param inactiveThreshold how long a consumer may be unused
     * @param maxAckPending the most messages without acknowledgement
     */
    public record ConsumerLimitsProperties(
            @Nullable String inactiveThreshold, @Nullable String maxAckPending) {}
}

package io.tailrace.admin.declaration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A durable consumer of a declared stream, in the names of the server's JSON in kebab case, {@code replicas} excepted.
 * What is absent is not declared. A consumer with {@code deliver-subject} is a push consumer, any other one is pulled.
 *
 * @param name the durable name; with {@code {partition}} in it there is one consumer a partition
 * @param partitions of which partitions, by default those of the stream's declaration
 * @param description free text
 * @param deliverPolicy {@code all}, {@code last}, {@code new}, {@code by_start_sequence}, {@code by_start_time} or
 *     {@code last_per_subject}
 * @param optStartSeq for {@code by_start_sequence}
 * @param optStartTime for {@code by_start_time}, {@code 2026-11-25T08:00:00Z}
 * @param ackPolicy {@code explicit}, {@code all}, {@code none} or {@code flow_control}
 * @param ackWait how long until a message without acknowledgement is delivered again
 * @param maxDeliver how often a message is delivered at most, -1 for unlimited
 * @param backoff instead of {@code ack-wait}, for the first, second, … delivery
 * @param filterSubject the only subject that is delivered
 * @param filterSubjects the same for several
 * @param replayPolicy {@code instant} or {@code original}
 * @param rateLimitBps the most bits a second, of a push consumer
 * @param sampleFreq for how many per cent of the acknowledgements there is an event
 * @param maxWaiting the most pull requests that wait
 * @param maxAckPending the most messages without acknowledgement, -1 for unlimited
 * @param flowControl whether a push consumer is slowed down by its receiver
 * @param idleHeartbeat how often a push consumer says that there is nothing
 * @param headersOnly whether payloads are left out
 * @param maxBatch the most messages of one pull request
 * @param maxExpires the longest pull request
 * @param maxBytes the most bytes of one pull request
 * @param deliverSubject where a push consumer delivers to
 * @param deliverGroup the queue group there
 * @param inactiveThreshold after how long without use the consumer is deleted
 * @param replicas the number of servers that hold its state, 0 for as many as the stream's
 * @param memStorage whether its state is kept in memory
 * @param pauseUntil when it goes on, {@code 2026-11-25T08:00:00Z}
 * @param priorityGroups the group that pull requests name
 * @param priorityPolicy {@code none}, {@code overflow}, {@code pinned_client} or {@code prioritized}
 * @param priorityTimeout after how long a pinned client is given up
 * @param metadata the user's own keys and values; write a key with dots as {@code "[my.key]"}
 */
public record ConsumerProperties(
        @Nullable String name,
        @Nullable String partitions,
        @Nullable String description,
        @Nullable String deliverPolicy,
        @Nullable String optStartSeq,
        @Nullable String optStartTime,
        @Nullable String ackPolicy,
        @Nullable String ackWait,
        @Nullable String maxDeliver,
        @Nullable List<String> backoff,
        @Nullable String filterSubject,
        @Nullable List<String> filterSubjects,
        @Nullable String replayPolicy,
        @Nullable String rateLimitBps,
        @Nullable String sampleFreq,
        @Nullable String maxWaiting,
        @Nullable String maxAckPending,
        @Nullable String flowControl,
        @Nullable String idleHeartbeat,
        @Nullable String headersOnly,
        @Nullable String maxBatch,
        @Nullable String maxExpires,
        @Nullable String maxBytes,
        @Nullable String deliverSubject,
        @Nullable String deliverGroup,
        @Nullable String inactiveThreshold,
        @Nullable String replicas,
        @Nullable String memStorage,
        @Nullable String pauseUntil,
        @Nullable List<String> priorityGroups,
        @Nullable String priorityPolicy,
        @Nullable String priorityTimeout,
        @Nullable Map<String, String> metadata) {}

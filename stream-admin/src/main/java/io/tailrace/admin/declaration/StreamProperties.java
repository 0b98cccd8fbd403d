package io.tailrace.admin.declaration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code tailrace.admin.streams}, in the names of the server's JSON in kebab case. What is absent is not
 * declared: it is created with the default of the {@code nats} command line tool and never changed afterwards.
 *
 * <p>Durations have a unit ({@code 1d}, {@code 90m}), sizes may have one ({@code 8MB}); {@code -1} is unlimited.
 *
 * @param name the stream's name
 * @param description free text
 * @param subjects the subjects that the stream stores, the stream's name by default
 * @param storage {@code file} or {@code memory}
 * @param retention {@code limits}, {@code interest} or {@code workqueue}
 * @param discard what goes when a limit is reached: {@code old} messages or the {@code new} one
 * @param maxMsgs the most messages kept, -1 for unlimited
 * @param maxBytes the most bytes kept, -1 for unlimited
 * @param maxAge how long a message is kept, -1 for unlimited
 * @param maxMsgSize the largest message with its headers, -1 for unlimited
 * @param maxMsgsPerSubject the most messages kept of one subject, -1 for unlimited
 * @param maxConsumers the most consumers, -1 for unlimited
 * @param duplicateWindow how long a message id is remembered, at most {@code max-age}
 * @param replicas the number of servers that hold the stream, 1 to 5
 * @param compression {@code none} or {@code s2}
 * @param noAck whether publishers get no acknowledgement
 * @param allowDirect whether any replica may answer reads
 * @param allowRollupHdrs whether a message may replace all earlier ones
 * @param denyDelete whether deleting a message is refused
 * @param denyPurge whether purging is refused
 * @param metadata the user's own keys and values; write a key with dots as {@code "[my.key]"}
 */
public record StreamProperties(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> subjects,
        @Nullable String storage,
        @Nullable String retention,
        @Nullable String discard,
        @Nullable Long maxMsgs,
        @Nullable String maxBytes,
        @Nullable String maxAge,
        @Nullable String maxMsgSize,
        @Nullable Long maxMsgsPerSubject,
        @Nullable Long maxConsumers,
        @Nullable String duplicateWindow,
        @Nullable Long replicas,
        @Nullable String compression,
        @Nullable Boolean noAck,
        @Nullable Boolean allowDirect,
        @Nullable Boolean allowRollupHdrs,
        @Nullable Boolean denyDelete,
        @Nullable Boolean denyPurge,
        @Nullable Map<String, String> metadata) {}

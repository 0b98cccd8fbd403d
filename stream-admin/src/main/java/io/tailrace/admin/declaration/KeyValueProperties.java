package io.tailrace.admin.declaration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code tailrace.admin.key-value}: a bucket, which is the stream {@code KV_<bucket>}. The names are those
 * of the {@code nats kv add} command.
 *
 * @param bucket the bucket's name
 * @param description free text
 * @param history how many values are kept of each key, 1 to 64
 * @param ttl how long a value is kept, -1 for unlimited
 * @param limitMarkerTtl how long a marker stays where a value went by its age
 * @param maxBucketSize the most bytes kept, -1 for unlimited
 * @param maxValueSize the largest value, -1 for unlimited
 * @param storage {@code file} or {@code memory}
 * @param replicas the number of servers that hold the bucket, 1 to 5
 * @param placement which servers may hold it
 * @param compression {@code none} or {@code s2}
 * @param mirror the bucket's stream that this is a copy of
 * @param sources the streams whose values are copied here
 * @param republish where a value is published once it is stored
 * @param metadata the user's own keys and values; write a key with dots as {@code "[my.key]"}
 */
public record KeyValueProperties(
        @Nullable String bucket,
        @Nullable String description,
        @Nullable String history,
        @Nullable String ttl,
        @Nullable String limitMarkerTtl,
        @Nullable String maxBucketSize,
        @Nullable String maxValueSize,
        @Nullable String storage,
        @Nullable String replicas,
        StreamProperties.@Nullable PlacementProperties placement,
        @Nullable String compression,
        StreamProperties.@Nullable SourceProperties mirror,
        @Nullable List<StreamProperties.SourceProperties> sources,
        StreamProperties.@Nullable RepublishProperties republish,
        @Nullable Map<String, String> metadata) {}

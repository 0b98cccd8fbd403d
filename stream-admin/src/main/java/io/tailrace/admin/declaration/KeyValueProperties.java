package io.tailrace.admin.declaration;

import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code tailrace.admin.key-value}: a bucket, which is the stream {@code KV_<bucket>}. The names are those
 * of the {@code nats kv add} command.
 *
 * @param bucket the bucket's name
 * @param description free text
 * @param history how many values are kept of each key, 1 to 64
 * @param ttl how long a value is kept, -1 for unlimited
 * @param maxBucketSize the most bytes kept, -1 for unlimited
 * @param maxValueSize the largest value, -1 for unlimited
 * @param storage {@code file} or {@code memory}
 * @param replicas the number of servers that hold the bucket, 1 to 5
 */
public record KeyValueProperties(
        @Nullable String bucket,
        @Nullable String description,
        @Nullable Long history,
        @Nullable String ttl,
        @Nullable String maxBucketSize,
        @Nullable String maxValueSize,
        @Nullable String storage,
        @Nullable Long replicas) {}

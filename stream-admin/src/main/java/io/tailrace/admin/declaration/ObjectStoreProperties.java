package io.tailrace.admin.declaration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code tailrace.admin.object-store}: a bucket, which is the stream {@code OBJ_<bucket>}. The names are
 * those of the {@code nats object add} command.
 *
 * @param bucket the bucket's name
 * @param description free text
 * @param ttl how long an object is kept, -1 for unlimited
 * @param maxBucketSize the most bytes kept, -1 for unlimited
 * @param storage {@code file} or {@code memory}
 * @param replicas the number of servers that hold the bucket, 1 to 5
 * @param placement which servers may hold it
 * @param compression {@code none} or {@code s2}
 * @param metadata the user's own keys and values; write a key with dots as {@code "[my.key]"}
 */
public record ObjectStoreProperties(
        @Nullable String bucket,
        @Nullable String description,
        @Nullable String ttl,
        @Nullable String maxBucketSize,
        @Nullable String storage,
        @Nullable String replicas,
        StreamProperties.@Nullable PlacementProperties placement,
        @Nullable String compression,
        @Nullable Map<String, String> metadata) {}

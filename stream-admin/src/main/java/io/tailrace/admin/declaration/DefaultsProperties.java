package io.tailrace.admin.declaration;

import org.jspecify.annotations.Nullable;

/**
 * What counts where neither an entry nor its template says otherwise.
 *
 * @param stream for streams; buckets take {@code storage}, {@code replicas}, {@code placement} and {@code compression}
 *     of it
 * @param consumer for consumers
 */
public record DefaultsProperties(
        @Nullable StreamProperties stream, @Nullable ConsumerProperties consumer) {}

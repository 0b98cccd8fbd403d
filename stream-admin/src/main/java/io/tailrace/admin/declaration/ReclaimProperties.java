package io.tailrace.admin.declaration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When messages are purged that all of the named consumers have acknowledged.
 *
 * @param above how full the stream must be, in per cent of {@code max-bytes} or {@code max-msgs}: {@code 80}
 * @param consumers the durable consumers whose acknowledgements count, all of them
 */
public record ReclaimProperties(
        @Nullable String above, @Nullable List<String> consumers) {}

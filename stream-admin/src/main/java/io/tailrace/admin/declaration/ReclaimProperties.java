package io.tailrace.admin.declaration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When messages are purged that all of the named consumers have acknowledged.
 *
 * @param above how full the stream must be, in per cent of {@code max-bytes} or {@code max-msgs}: {@code 80}
 * @param consumers the durable consumers whose acknowledgements count, all of them
 * @param trustStartSequence whether what is before the start sequence of one of them counts as acknowledged, as it is of
 *     a collector of the suite, which begins after what it has archived
 */
public record ReclaimProperties(
        @Nullable String above,
        @Nullable List<String> consumers,
        @Nullable String trustStartSequence) {}

package io.tailrace.collector.ledger;

import io.tailrace.protocol.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Where a collector began to read a partition. What was in the stream before that is none of its business.
 *
 * @param created when the stream was created, as the server says; empty in a ledger of a version that did not note it
 * @param sequence the first message that could be read has a higher one; 0 where nothing was missed
 * @param timeNanos when that was by the server's clock, nanoseconds since 1970
 */
public record Beginning(String created, long sequence, long timeNanos) {

    /** How far the clocks of a host and of the server may be apart. */
    private static final Duration DOUBT = Duration.ofHours(1);

    /**
     * Whether a source may have sent something before this, going by its age alone: it was first seen before, or so
     * shortly after that the clocks may be wrong.
     */
    public boolean mayBeAfterTheFirstOf(SourceId source) {
        if (sequence == 0 && !created.isEmpty()) {
            return false;
        }
        Instant began = Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(timeNanos));
        return source.firstSeen().isBefore(began.plus(DOUBT));
    }
}

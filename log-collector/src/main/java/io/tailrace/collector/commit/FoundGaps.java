package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.ArchivedSource;
import io.tailrace.collector.ledger.Gap;
import io.tailrace.collector.ledger.GapJudge;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a commit finds to be missing, to be told of once it is durable: all of it to those who count, and one in a while to
 * the log. Confined to the writer's thread.
 */
final class FoundGaps {

    private static final Logger log = LoggerFactory.getLogger(FoundGaps.class);
    private static final long SAY_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final CollectorEvents events;
    private final LongSupplier nanoTime;
    private final List<Found> found = new ArrayList<>();
    private long saidAt;
    private boolean said;
    private int unsaid;

    FoundGaps(CollectorEvents events, LongSupplier nanoTime) {
        this.events = events;
        this.nanoTime = nanoTime;
    }

    /** Gives the gaps of a source their reasons. */
    void collect(ArchivedSource source, GapJudge reasons, Instant now) throws IOException {
        for (Gap gap : source.decide(reasons, now)) {
            found.add(new Found(source, gap));
        }
    }

    /** What was collected is durable. */
    void tell() {
        for (Found each : found) {
            events.gap(each.gap.reason(), each.gap.span().length());
            say(each);
        }
        found.clear();
    }

    /** What was collected never happened. */
    void forget() {
        found.clear();
    }

    private void say(Found each) {
        long now = nanoTime.getAsLong();
        if (said && now - saidAt < SAY_EVERY_NANOS) {
            unsaid++;
            return;
        }
        log.warn(
                "bytes are missing file={} range={} reason={} others-not-named={}",
                // Of the names that a sender chose only this one is fit for a line of a log.
                each.source.file(),
                each.gap.span(),
                each.gap.reason().label(),
                unsaid);
        said = true;
        saidAt = now;
        unsaid = 0;
    }

    private record Found(ArchivedSource source, Gap gap) {}
}

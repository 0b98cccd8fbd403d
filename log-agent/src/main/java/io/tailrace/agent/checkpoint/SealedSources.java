package io.tailrace.agent.checkpoint;

import io.tailrace.agent.checkpoint.SealedList.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sources that were sealed and forgotten lately: what a collector that was away can still be told of, and by what a compressed
 * file is known whose source is not followed any more. Kept for a week, and at most {@value #MOST}. Only the shipping thread
 * touches it.
 */
public final class SealedSources {

    /** How many are kept. */
    public static final int MOST = 20_000;

    private static final Duration KEPT = Duration.ofDays(7);

    private final Clock clock;
    private final Deque<SealedSource> sources;
    private Tally dropped;
    private boolean changed;

    /** Goes on with what was written last. */
    public SealedSources(SealedList before, Clock clock) {
        this.clock = clock;
        this.sources = new ArrayDeque<>(before.sources());
        this.dropped = before.dropped();
    }

    /** One has been sealed, and is forgotten. */
    public void add(SealedSource source) {
        sources.addLast(source);
        changed = true;
        while (sources.size() > MOST) {
            dropped = dropped.plus(sources.removeFirst());
        }
    }

    /** All of them, the oldest first, as they are now. */
    public List<SealedSource> all() {
        return List.copyOf(sources);
    }

    /** What had to be left out before its time, because there were too many. */
    public Tally dropped() {
        return dropped;
    }

    /** What is to be written, null when that is what was written last. */
    public @Nullable SealedList toBeWritten() {
        Instant oldest = clock.instant().minus(KEPT);
        while (!sources.isEmpty() && sources.getFirst().sealedAt().isBefore(oldest)) {
            sources.removeFirst();
            changed = true;
        }
        if (!changed) {
            return null;
        }
        changed = false;
        return new SealedList(all(), dropped);
    }

    /** It could not be written. */
    public void notWritten() {
        changed = true;
    }
}

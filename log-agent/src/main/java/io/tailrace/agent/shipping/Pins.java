package io.tailrace.agent.shipping;

import io.tailrace.agent.source.Generations;
import io.tailrace.agent.source.Source;
import io.tailrace.agent.source.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The files that are deleted and stay on disk only because the agent has them open: they are pinned. Beyond its limits the oldest
 * are released, and what that loses is reported. A file that has a name is not pinned: it is there anyway. Only the shipping
 * thread touches it.
 */
final class Pins {

    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

    private final PinnedLimits limits;
    private final FreeSpace space;
    private final Sources sources;
    private final Generations generations;
    private final ShippingEvents events;
    private final Map<Source, Long> since = new LinkedHashMap<>();
    private long checkAt = Long.MIN_VALUE;
    private boolean checked;
    private long bytes;

    Pins(PinnedLimits limits, FreeSpace space, Sources sources, Generations generations, ShippingEvents events) {
        this.limits = limits;
        this.space = space;
        this.sources = sources;
        this.generations = generations;
        this.events = events;
    }

    /** What they hold on disk. */
    long bytes() {
        return bytes;
    }

    /**
     * Releases what is beyond the limits, if it is time to look.
     *
     * @param now {@link System#nanoTime()}
     */
    void check(long now) {
        if (checked && now - checkAt < 0) {
            return;
        }
        checked = true;
        checkAt = now + EVERY;
        look(now);
        for (Source source : List.copyOf(since.keySet())) {
            String why = reasonToRelease(source, now);
            if (!why.isEmpty()) {
                release(source, why);
            }
        }
        releaseForRoom();
    }

    /** In the order in which they were deleted, as far as that was seen. */
    private void look(long now) {
        List<Source> pinned = new ArrayList<>();
        bytes = 0;
        for (Source source : sources.all()) {
            if (generations.isPinned(source)) {
                pinned.add(source);
                bytes += source.sizeOnDisk();
            }
        }
        since.keySet().retainAll(pinned);
        pinned.forEach(source -> since.putIfAbsent(source, now));
    }

    private String reasonToRelease(Source source, long now) {
        if (bytes > limits.maxBytes()) {
            return "deleted files hold more than max-size";
        }
        Long began = since.get(source);
        boolean old = began != null && now - began > limits.maxAge().toNanos();
        return old ? "it was deleted longer than max-age ago" : "";
    }

    /** One at each look and file system: what its release brings is seen at the next. */
    private void releaseForRoom() {
        Map<Path, Source> oldest = new LinkedHashMap<>();
        since.keySet().forEach(source -> oldest.putIfAbsent(source.path().resolveSibling(""), source));
        oldest.forEach((directory, source) -> {
            if (space.bytes(directory) < limits.minFreeBytes()) {
                release(source, "less than min-free-space is free");
            }
        });
    }

    private void release(Source source, String why) {
        since.remove(source);
        long held = source.sizeOnDisk();
        try {
            generations.release(source);
            bytes -= held;
            events.released(source, held, why);
        } catch (IOException e) {
            events.unreadable(source, e);
        }
    }
}

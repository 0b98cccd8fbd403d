package io.tailrace.agent.source;

import io.tailrace.agent.content.Compression;
import io.tailrace.agent.content.PlainContent;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.agent.discovery.StartAt;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A new file with which nothing is done yet, because it may be a copy in the making. For the shipping thread. */
public final class Held {

    private static final int COMPRESSING = 6;

    private final Sighting first;
    private Sighting sighting;
    private final PlainContent content;
    private final StartAt startAt;
    private final long since;
    private long grownAt;
    private long size;
    private boolean again;
    private final @Nullable Compression compression;
    private boolean examined;
    private String problem = "";

    /**
     * Holds a file.
     *
     * @param compression what it is compressed with, null when it is not
     * @param now {@link System#nanoTime()}
     */
    Held(Sighting sighting, PlainContent content, @Nullable Compression compression, StartAt startAt, long now) {
        this.first = sighting;
        this.sighting = sighting;
        this.content = content;
        this.compression = compression;
        this.startAt = startAt;
        this.since = now;
        this.grownAt = now;
        this.size = sighting.size();
    }

    /** As it was seen first. */
    Sighting first() {
        return first;
    }

    /** As it was last seen. */
    public Sighting sighting() {
        return sighting;
    }

    /** How large it was at the last look, in bytes. */
    public long size() {
        return size;
    }

    /** What it is compressed with, null when it is not. */
    @Nullable Compression compression() {
        return compression;
    }

    /** Whether it is looked at on another thread: until that is done nobody else reads it. */
    boolean isExamined() {
        return examined;
    }

    void examined(boolean begun) {
        examined = begun;
    }

    /** Why it could not be told what it holds, empty when it could. */
    String problem() {
        return problem;
    }

    void problem(String what) {
        problem = what;
    }

    PlainContent content() {
        return content;
    }

    StartAt startAt() {
        return startAt;
    }

    void moved(Path path) {
        see(path, size);
    }

    private void see(Path path, long newSize) {
        sighting = new Sighting(path, sighting.key(), sighting.birth(), newSize, sighting.modified(), sighting.input());
    }

    /** What it is compared with may be another by now. */
    void compareAgain() {
        again = true;
    }

    /** Looks at its size; returns whether it has to be compared once more. */
    boolean hasChanged(long now) throws IOException {
        long before = size;
        size = content.size();
        if (size != before) {
            grownAt = now;
            see(sighting.path(), size);
        }
        boolean changed = again || size != before;
        again = false;
        return changed;
    }

    /** Whether it was held for long enough. */
    boolean isDue(Holding holding, long now) {
        // Compressing takes longer than copying.
        long longest = holding.longest().toNanos() * (compression == null ? 1 : COMPRESSING);
        return now - grownAt >= holding.quiet().toNanos() || now - since >= longest;
    }
}

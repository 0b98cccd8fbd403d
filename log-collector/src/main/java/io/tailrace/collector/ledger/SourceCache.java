package io.tailrace.collector.ledger;

import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sources that are being written, so that judging a span asks the ledger once a source and not once a message. What
 * is not committed yet is kept in any case. A source weighs as much as it is in pieces. Confined to the writer's thread.
 */
public final class SourceCache {

    /** Sources come to weigh more while they are here. */
    private static final int COUNT_EVERY = 64;

    private final Ledger ledger;
    private final long capacity;
    private final Map<SourceKey, ArchivedSource> sources = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, SourceKey> uncommittedFiles = new LinkedHashMap<>();

    /** Of all that is here, as it was when it came or was last counted. */
    private long weight;

    private int trims;

    /**
     * @param ledger where sources come from
     * @param capacity how much is kept that has no uncommitted changes, in pieces of sources
     */
    public SourceCache(Ledger ledger, long capacity) {
        this.ledger = ledger;
        this.capacity = capacity;
    }

    /** What is known of a source without asking the ledger. */
    public @Nullable ArchivedSource inMemory(SourceKey key) {
        return sources.get(key);
    }

    /** What is known of a source, null when nothing is. */
    public @Nullable ArchivedSource find(SourceKey key) throws IOException {
        ArchivedSource cached = sources.get(key);
        if (cached != null) {
            return cached;
        }
        ArchivedSource stored = ledger.find(key);
        if (stored != null) {
            sources.put(key, stored);
            weight += stored.weight();
        }
        return stored;
    }

    /** Whether a source, committed or not, has its bytes in this archive file. */
    public boolean isTaken(String file) throws IOException {
        return uncommittedFiles.containsKey(file) || ledger.isTaken(file);
    }

    /** Takes in a source that is new. */
    public void add(ArchivedSource source) {
        sources.put(source.key(), source);
        uncommittedFiles.put(source.file(), source.key());
        weight += source.weight();
    }

    /** Whether there is so much here that a commit and {@link #trim} should not wait. */
    public boolean isFull() {
        return weight > 2 * capacity;
    }

    /** Call after a commit: lets go of what was not used for longest. */
    public void trim() {
        uncommittedFiles.values().removeIf(key -> {
            ArchivedSource source = sources.get(key);
            return source == null || !source.isChanged();
        });
        trims++;
        if (weight > capacity || trims % COUNT_EVERY == 0) {
            weight = sources.values().stream().mapToLong(ArchivedSource::weight).sum();
        }
        Iterator<ArchivedSource> eldestFirst = sources.values().iterator();
        while (weight > capacity && eldestFirst.hasNext()) {
            ArchivedSource eldest = eldestFirst.next();
            if (!eldest.isChanged()) {
                eldestFirst.remove();
                weight -= eldest.weight();
            }
        }
    }

    /** Forgets sources with what is uncommitted of them. */
    public void forget(Collection<ArchivedSource> dropped) {
        for (ArchivedSource source : dropped) {
            if (sources.remove(source.key(), source)) {
                weight -= source.weight();
            }
            uncommittedFiles.remove(source.file());
        }
    }

    /** Forgets everything, uncommitted changes as well. */
    public void clear() {
        sources.clear();
        uncommittedFiles.clear();
        weight = 0;
    }
}

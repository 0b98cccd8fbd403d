package io.tailrace.collector.ledger;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sources that are being written, so that judging a span asks the ledger once a source and not once a message. What
 * is not committed yet is kept in any case. Confined to the writer's thread.
 */
public final class SourceCache {

    private final Ledger ledger;
    private final int capacity;
    private final Map<SourceKey, ArchivedSource> sources = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, SourceKey> uncommittedFiles = new LinkedHashMap<>();

    /**
     * @param ledger where sources come from
     * @param capacity number of sources without uncommitted changes that are kept
     */
    public SourceCache(Ledger ledger, int capacity) {
        this.ledger = ledger;
        this.capacity = capacity;
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
    }

    /** Call after a commit: lets go of what was not used for longest. */
    public void trim() {
        uncommittedFiles.values().removeIf(key -> {
            ArchivedSource source = sources.get(key);
            return source == null || !source.isChanged();
        });
        Iterator<ArchivedSource> eldestFirst = sources.values().iterator();
        for (int excess = sources.size() - capacity; excess > 0 && eldestFirst.hasNext(); ) {
            if (!eldestFirst.next().isChanged()) {
                eldestFirst.remove();
                excess--;
            }
        }
    }

    /** Forgets everything, uncommitted changes as well. */
    public void clear() {
        sources.clear();
        uncommittedFiles.clear();
    }
}

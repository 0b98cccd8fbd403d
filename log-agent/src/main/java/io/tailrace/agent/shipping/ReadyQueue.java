package io.tailrace.agent.shipping;

import io.tailrace.agent.source.Source;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The sources that may have something to ship, each once, in the order of their turns. */
final class ReadyQueue {

    private final Set<Source> sources = new LinkedHashSet<>();

    /** To the end, unless it is waiting already. */
    void add(Source source) {
        sources.add(source);
    }

    void addAll(Collection<Source> more) {
        sources.addAll(more);
    }

    Source remove() {
        Iterator<Source> first = sources.iterator();
        Source source = first.next();
        first.remove();
        return source;
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    int size() {
        return sources.size();
    }
}

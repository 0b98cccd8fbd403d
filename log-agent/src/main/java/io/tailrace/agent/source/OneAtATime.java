package io.tailrace.agent.source;

import io.tailrace.agent.content.CompressedContent;
import io.tailrace.agent.content.Content;
import io.tailrace.agent.copies.CopySearch;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets sources read their compressed copies one at a time, so that there is one decompressor and one window however many there
 * are, and has each gone to where it is read on, which may take long, on another thread. Only the shipping thread touches it.
 */
final class OneAtATime {

    private static final Logger log = LoggerFactory.getLogger(OneAtATime.class);

    private final CopySearch search;
    private final Consumer<Source> changed;
    private final Set<Source> waiting = new LinkedHashSet<>();
    private @Nullable Source reading;
    private boolean going;

    /** @param changed told of each source that can go on */
    OneAtATime(CopySearch search, Consumer<Source> changed) {
        this.search = search;
        this.changed = changed;
    }

    /** Whether a source can be read where it is to be read on. If not, it is told when it can. */
    boolean isReady(Source source) {
        if (!(source.content() instanceof CompressedContent content)) {
            return true;
        }
        Tail before = source.before();
        long offset = Math.max(0, source.next() - (before == null ? 1 : before.length()));
        if (reading == null) {
            reading = source;
        }
        if (reading != source) {
            waiting.add(source);
            return false;
        }
        if (going) {
            return false;
        }
        if (content.isNear(offset)) {
            return true;
        }
        going = true;
        search.goTo(content, offset, there -> arrived(source, there));
        return !going && content.isNear(offset);
    }

    private void arrived(Source source, boolean there) {
        going = false;
        if (!there) {
            source.restLost();
            done(source);
        }
        changed.accept(source);
    }

    /** It has been read, or can't be. */
    void done(Source source) {
        waiting.remove(source);
        if (reading != source || going) {
            return;
        }
        reading = null;
        pause(source);
        if (!waiting.isEmpty()) {
            Source next = waiting.iterator().next();
            waiting.remove(next);
            reading = next;
            changed.accept(next);
        }
    }

    private static void pause(Source source) {
        Content content = source.hasContent() ? source.content() : null;
        try {
            if (content instanceof CompressedContent compressed) {
                compressed.pause();
            }
        } catch (IOException e) {
            log.debug("path={} not closed: {}", source.path(), e.toString());
        }
    }
}

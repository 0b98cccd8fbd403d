package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.SealedSource;
import io.tailrace.agent.checkpoint.SealedSources;
import io.tailrace.agent.content.Content;
import io.tailrace.agent.copies.Examination;
import io.tailrace.agent.copies.Wanted;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose bytes a new file may hold: those of a source of the same directory, or of one that was sealed and forgotten. */
final class Known {

    private static final Logger log = LoggerFactory.getLogger(Known.class);

    private final Sources sources;
    private final SealedSources sealed;

    Known(Sources sources, SealedSources sealed) {
        this.sources = sources;
        this.sealed = sealed;
    }

    /** Whether there is anything that a file can be compared with. */
    boolean isAnythingKnown(Sighting sighting) {
        return sources.all().stream().anyMatch(source -> isBeside(source, sighting))
                || sealed.all().stream().anyMatch(SealedSource::isWhole);
    }

    /** What a compressed file is to be compared with. */
    List<Wanted> of(Sighting sighting) {
        List<Wanted> wanted = new ArrayList<>();
        for (Source source : sources.all()) {
            if (isBeside(source, sighting)) {
                wanted.add(source.wanted());
            }
        }
        for (SealedSource source : sealed.all()) {
            if (source.isWhole()) {
                wanted.add(new Wanted(
                        source.source(),
                        sighting.input(),
                        source.fingerprint().probes(),
                        source.length(),
                        source.length(),
                        null,
                        "",
                        null));
            }
        }
        return wanted;
    }

    private static boolean isBeside(Source source, Sighting sighting) {
        return sighting.directory().equals(source.path().getParent());
    }

    /** Whether it holds the bytes of a source that something is looked for. */
    boolean isSearched(Examination found) {
        return found.sources().stream().map(sources::of).anyMatch(source -> source != null && source.isSearched());
    }

    /**
     * The source whose bytes a compressed file holds: all of them, and not one more.
     *
     * @return null when there is none
     */
    @Nullable SourceId confirm(Examination found) {
        List<SealedSource> forgotten = found.sources().isEmpty() ? List.of() : sealed.all();
        for (SourceId id : found.sources()) {
            Source source = sources.of(id);
            boolean same = source == null
                    ? forgotten.stream().anyMatch(one -> one.source().equals(id) && one.length() == found.length())
                    : isAllOf(source, found.length());
            if (same) {
                return id;
            }
        }
        return null;
    }

    private static boolean isAllOf(Source source, long length) {
        try {
            if (source.hasContent()) {
                return source.content().size() == length;
            }
            return source.ending() != null
                    && source.ending().length() == length
                    && source.notAcked(length).isEmpty();
        } catch (IOException e) {
            log.debug("path={} not compared: {}", source.path(), e.toString());
            return false;
        }
    }

    /** The forgotten source that a plain file is a copy of, null when it is none of one. */
    @Nullable SealedSource sealed(Content file) throws IOException {
        long size = file.size();
        for (SealedSource source : sealed.all()) {
            if (source.isWhole()
                    && source.length() == size
                    && source.fingerprint().matches(file)) {
                return source;
            }
        }
        return null;
    }
}

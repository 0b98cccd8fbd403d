package io.tailrace.agent.copies;

import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.content.Probe;
import io.tailrace.agent.discovery.Input;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source that a file is looked for which holds its bytes.
 *
 * @param source its id
 * @param input what matched it
 * @param probes bytes of it that are known
 * @param read how many bytes of it were read: a file that has less is not it
 * @param atLeast how many the file must have
 * @param shortSince where less than {@link #ENOUGH} bytes are known: all that was read is enough for a file that was created
 *     after this; null where nothing is
 * @param name of its file
 * @param known the file that it was known to be in; null when there is none
 */
public record Wanted(
        SourceId source,
        Input input,
        List<Probe> probes,
        long read,
        long atLeast,
        @Nullable Instant shortSince,
        String name,
        @Nullable Copy known) {

    /** So many bytes that are the same tell a file from any other. */
    public static final long ENOUGH = 1024;

    public Wanted {
        probes = List.copyOf(probes);
    }

    /** Whether it was known to be in that very file. */
    boolean isKnownIn(FileLook file) {
        return known != null && known.is(file.key(), file.birth(), file.size());
    }

    /** The same, known to be in a file. */
    public Wanted in(Copy copy) {
        return new Wanted(source, input, probes, read, atLeast, shortSince, name, copy);
    }

    /** How many bytes are known. */
    long compared() {
        Intervals compared = new Intervals();
        probes.forEach(probe -> compared.add(new Span(probe.start(), probe.end())));
        return compared.bytes();
    }

    /**
     * The same of a compressed file: where little is known, it has to be named after the source's file.
     */
    boolean isEnoughForCompressed(FileLook file) {
        if (compared() >= ENOUGH) {
            return true;
        }
        boolean named = String.valueOf(file.path().getFileName()).startsWith(name);
        return (named || shortSince == null) && isEnoughFor(file);
    }

    /** Whether a file that has all of the probes can be taken for the one that is looked for. */
    boolean isEnoughFor(FileLook file) {
        if (isKnownIn(file)) {
            return true;
        }
        long compared = compared();
        return compared >= ENOUGH
                || (shortSince != null
                        && compared > 0
                        && compared >= Math.max(read, Math.min(ENOUGH, atLeast))
                        && file.isYoungerThan(shortSince));
    }
}

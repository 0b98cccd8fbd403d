package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.Fingerprint;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.content.Content;
import io.tailrace.agent.content.PlainContent;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.protocol.HeaderLimits;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens files that were sighted, and makes sources of them. */
final class SourceOpener {

    private final Supplier<SourceId> ids;

    SourceOpener(Supplier<SourceId> ids) {
        this.ids = ids;
    }

    /**
     * Opens what was sighted. The file at the path may have been replaced since, even by one with the same inode, so key and birth are
     * compared once more.
     *
     * @return null when it is another file by now, or none
     * @throws IOException when it can't be opened, or has a name that can't be told to anybody
     */
    static @Nullable PlainContent open(Sighting sighting) throws IOException {
        requireName(sighting.path());
        PlainContent file;
        try {
            file = PlainContent.open(sighting.path());
        } catch (NoSuchFileException e) {
            return null;
        }
        boolean same = false;
        try {
            Sighting now = Sighting.of(sighting.path(), sighting.input());
            same = now != null && now.isOfSameFile(sighting);
        } catch (NoSuchFileException e) {
            return null;
        } finally {
            if (!same) {
                file.close();
            }
        }
        return same ? file : null;
    }

    /** Headers and checkpoint hold a path as text, from which it has to be found again. */
    private static void requireName(Path path) throws IOException {
        try {
            HeaderLimits.checkPath(path.toString());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (!isText(path)) {
            throw new IOException("its name has bytes that are no text in this locale; rename it, or start the agent"
                    + " with LC_ALL=C.UTF-8");
        }
    }

    private static boolean isText(Path path) {
        try {
            return Path.of(path.toString()).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A file that was never seen before. */
    Source first(Sighting sighting, PlainContent file, StartAt startAt) throws IOException {
        long from = startAt == StartAt.END ? file.size() : 0;
        return begun(
                new Source(origin(sighting, from), sighting, file, from, from, tail(file, from), Fingerprint.EMPTY));
    }

    /**
     * A file that the checkpoint knows.
     *
     * @param flights messages of it that may be on their way
     */
    Source known(CheckpointEntry entry, Collection<Flight> flights, Sighting sighting, PlainContent file)
            throws IOException {
        long read = read(entry, flights);
        Source source =
                new Source(entry.origin(), sighting, file, entry.acked(), read, tail(file, read), entry.fingerprint());
        source.remember(entry);
        source.plan(flights);
        return begun(source);
    }

    /** How far bytes of it may have been sent. */
    private static long read(CheckpointEntry entry, Collection<Flight> flights) {
        long read = Math.max(entry.acked(), entry.fingerprint().offset());
        for (Flight flight : flights) {
            read = Math.max(read, flight.span().end());
        }
        return read;
    }

    private static Source begun(Source source) throws IOException {
        source.lookAtBeginning();
        return source;
    }

    /**
     * One of the checkpoint whose file is gone.
     *
     * @param flights messages of it that may be on their way
     */
    static Source gone(CheckpointEntry entry, Collection<Flight> flights, Input input) {
        Sighting asItWas =
                new Sighting(Path.of(entry.lastPath()), entry.key(), entry.birth(), entry.size(), Instant.EPOCH, input);
        Source source = new Source(
                entry.origin(), asItWas, null, entry.acked(), read(entry, flights), Tail.NONE, entry.fingerprint());
        source.gone();
        source.remember(entry);
        source.plan(flights);
        return source;
    }

    /** What follows in the same file when it was cut. */
    Source next(Source cut) throws IOException {
        Sighting sighting =
                new Sighting(cut.path(), cut.key(), cut.birth(), cut.content().size(), Instant.EPOCH, cut.input());
        return begun(new Source(origin(sighting, 0), sighting, cut.content(), 0, 0, Tail.NONE, Fingerprint.EMPTY));
    }

    private Origin origin(Sighting sighting, long from) {
        return new Origin(
                ids.get(),
                sighting.path().toString(),
                sighting.input().name(),
                sighting.input().delivery(),
                from,
                sighting.input().labels());
    }

    private static Tail tail(Content file, long offset) throws IOException {
        int length = (int) Math.min(offset, Tail.MAX_LENGTH);
        ByteBuffer bytes = ByteBuffer.allocate(length);
        if (!file.fill(bytes, offset - length)) {
            throw new IOException("the file ends before " + offset);
        }
        return Tail.before(bytes.flip(), length);
    }
}

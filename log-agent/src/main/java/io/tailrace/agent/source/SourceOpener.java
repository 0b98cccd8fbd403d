package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.CheckpointEntry;
import io.tailrace.agent.checkpoint.CheckpointEntry.Ending;
import io.tailrace.agent.checkpoint.Fingerprint;
import io.tailrace.agent.checkpoint.Flight;
import io.tailrace.agent.discovery.FileKey;
import io.tailrace.agent.discovery.Input;
import io.tailrace.agent.discovery.Sighting;
import io.tailrace.agent.discovery.StartAt;
import io.tailrace.protocol.HeaderLimits;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
     * Opens what was sighted. The file at the path may have been replaced since, so its key is compared once more.
     *
     * @return null when it is another file by now, or none
     * @throws IOException when it can't be opened, or has a name that can't be told to anybody
     */
    static @Nullable FileChannel open(Sighting sighting) throws IOException {
        requireName(sighting.path());
        FileChannel file;
        try {
            file = FileChannel.open(sighting.path(), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return null;
        }
        boolean same = false;
        try {
            same = FileKey.of(sighting.path()).equals(sighting.key());
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
    Source first(Sighting sighting, FileChannel file, StartAt startAt) throws IOException {
        long from = startAt == StartAt.END ? file.size() : 0;
        return new Source(origin(sighting, from), sighting, file, from, from, tail(file, from), Fingerprint.EMPTY);
    }

    /**
     * A file that the checkpoint knows.
     *
     * @param flights messages of it that may be on their way
     */
    Source known(CheckpointEntry entry, Collection<Flight> flights, Sighting sighting, FileChannel file)
            throws IOException {
        long read = Math.max(entry.acked(), entry.fingerprint().offset());
        for (Flight flight : flights) {
            read = Math.max(read, flight.span().end());
        }
        Source source =
                new Source(entry.origin(), sighting, file, entry.acked(), read, tail(file, read), entry.fingerprint());
        source.remember(entry);
        source.plan(flights);
        return source;
    }

    /** One of the checkpoint whose file is gone. */
    static Source gone(CheckpointEntry entry, Input input) {
        Sighting asItWas =
                new Sighting(Path.of(entry.lastPath()), entry.key(), entry.birth(), entry.size(), Instant.EPOCH, input);
        Source source =
                new Source(entry.origin(), asItWas, null, entry.acked(), entry.acked(), Tail.NONE, entry.fingerprint());
        source.gone();
        source.remember(entry);
        if (entry.ending() == null) {
            source.end(new Ending(SealReason.DELETED, Math.max(entry.size(), source.ackedEnd())));
        }
        return source;
    }

    /** What follows in the same file when it was cut. */
    Source next(Source cut) throws IOException {
        Sighting sighting =
                new Sighting(cut.path(), cut.key(), cut.birth(), cut.channel().size(), Instant.EPOCH, cut.input());
        return new Source(origin(sighting, 0), sighting, cut.channel(), 0, 0, Tail.NONE, Fingerprint.EMPTY);
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

    private static Tail tail(FileChannel file, long offset) throws IOException {
        int length = (int) Math.min(offset, Tail.MAX_LENGTH);
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset - length + bytes.position()) < 0) {
                throw new IOException("the file ends before " + offset);
            }
        }
        return Tail.before(bytes.flip(), length);
    }
}

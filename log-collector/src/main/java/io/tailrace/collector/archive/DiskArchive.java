package io.tailrace.collector.archive;

import io.tailrace.protocol.ArchiveNames;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an archive is made of, in the calls of a file system. */
public final class DiskArchive implements ArchiveStorage {

    // Names that begin with "_" are never a host's or a path's (ArchiveNames).
    private static final String OWNER = "_ledger";
    private static final String PROBE = "_probe";
    private static final String NEXT_CURRENT = "_current";

    private final ArchiveDisk disk;

    public DiskArchive(ArchiveDisk disk) {
        this.disk = disk;
    }

    @Override
    public StoredFile open(String file) throws IOException, UnarchivableException {
        return ContainedOpening.open(disk, file);
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        disk.syncDirectory(directory);
    }

    @Override
    public void linkCurrent(String directory, String name) throws IOException {
        String current = directory + "/" + ArchiveNames.CURRENT;
        try {
            // Names begin with the time of first sight, so the greater name is the newer file.
            if (disk.readLink(current).compareTo(name) >= 0) {
                return;
            }
        } catch (NoSuchFileException | NotLinkException e) {
            // Nothing is there yet, or something else that the link takes the place of.
        }
        String next = directory + "/" + NEXT_CURRENT;
        if (disk.entry(next) != null) {
            disk.delete(next);
        }
        disk.link(next, name);
        disk.rename(next, current);
    }

    @Override
    public List<Span> data(String file) throws IOException {
        return disk.data(file);
    }

    @Override
    public long usableBytes() throws IOException {
        return disk.usableBytes();
    }

    @Override
    public void probe() throws IOException {
        writeDurably(PROBE, new byte[64 * 1024]);
        disk.delete(PROBE);
    }

    @Override
    public @Nullable Owner owner() throws IOException {
        String text;
        try {
            text = new String(disk.read(OWNER), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            return null;
        }
        // Before there were marks the file held the id alone.
        String[] idAndMark = text.strip().split("\\s+", 2);
        try {
            return new Owner(UUID.fromString(idAndMark[0]), idAndMark.length == 1 ? 0 : Long.parseLong(idAndMark[1]));
        } catch (IllegalArgumentException e) {
            throw new IOException("the archive's file " + OWNER + " does not hold the id of a ledger and a mark", e);
        }
    }

    @Override
    public void own(Owner owner) throws IOException {
        String next = OWNER + ".new";
        writeDurably(next, (owner.ledger() + " " + owner.mark() + "\n").getBytes(StandardCharsets.US_ASCII));
        disk.rename(next, OWNER);
        disk.syncDirectory("");
    }

    private void writeDurably(String name, byte[] bytes) throws IOException {
        try (StoredFile file = disk.overwrite(name)) {
            file.write(ByteBuffer.wrap(bytes), 0);
            file.sync();
        } catch (UnarchivableException e) {
            throw new IOException(e); // The disk takes not even a few kilobytes.
        }
    }
}

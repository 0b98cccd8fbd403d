package io.tailrace.collector.archive;

import io.tailrace.protocol.ArchiveNames;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An archive in a directory of the default file system. */
public final class NioArchiveStorage implements ArchiveStorage {

    // Names that begin with "_" are never a host's or a path's (ArchiveNames).
    private static final String OWNER = "_ledger";
    private static final String PROBE = "_probe";
    private static final String NEXT_CURRENT = "_current";

    private final Path root;

    /** @param root an existing directory; it may itself be reached by symbolic links */
    public NioArchiveStorage(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    @Override
    public StoredFile open(String file) throws IOException, UnarchivableException {
        return ContainedOpening.open(root, file);
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        // Linux lets a directory be opened for reading and synced like a file.
        try (FileChannel channel = FileChannel.open(root.resolve(directory), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void linkCurrent(String directory, String name) throws IOException {
        Path inside = root.resolve(directory);
        Path current = inside.resolve(ArchiveNames.CURRENT);
        try {
            // Names begin with the time of first sight, so the greater name is the newer file.
            if (Files.readSymbolicLink(current).toString().compareTo(name) >= 0) {
                return;
            }
        } catch (NoSuchFileException | NotLinkException e) {
            // Nothing is there yet, or something else that the link takes the place of.
        }
        Path next = inside.resolve(NEXT_CURRENT);
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, Path.of(name));
        Files.move(next, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public List<Span> data(String file) throws IOException {
        return DataBlocks.of(root.resolve(file));
    }

    @Override
    public long usableBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    @Override
    public void probe() throws IOException {
        Path probe = root.resolve(PROBE);
        writeDurably(probe, new byte[64 * 1024]);
        Files.delete(probe);
    }

    @Override
    public @Nullable Owner owner() throws IOException {
        String text;
        try {
            text = Files.readString(root.resolve(OWNER));
        } catch (NoSuchFileException e) {
            return null;
        }
        // Before there were marks the file held the id alone.
        String[] idAndMark = text.strip().split("\\s+", 2);
        try {
            return new Owner(UUID.fromString(idAndMark[0]), idAndMark.length == 1 ? 0 : Long.parseLong(idAndMark[1]));
        } catch (IllegalArgumentException e) {
            throw new IOException(root.resolve(OWNER) + " does not hold the id of a ledger and a mark", e);
        }
    }

    @Override
    public void own(Owner owner) throws IOException {
        Path next = root.resolve(OWNER + ".new");
        writeDurably(next, (owner.ledger() + " " + owner.mark() + "\n").getBytes(StandardCharsets.US_ASCII));
        Files.move(next, root.resolve(OWNER), StandardCopyOption.ATOMIC_MOVE);
        syncDirectory("");
    }

    private static void writeDurably(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}

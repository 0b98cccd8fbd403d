package io.tailrace.collector.archive;

import io.tailrace.collector.archive.ArchiveStorage.StoredFile;
import io.tailrace.disk.NioDirectories;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An archive's directory in the default file system. */
public final class NioArchiveDisk implements ArchiveDisk {

    private static final Set<OpenOption> EXISTING = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> ANEW = Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    /** Bytes that Linux takes of a path, the final NUL among them. */
    private static final int PATH_MAX = 4096;

    private final Path root;
    private final NioDirectories directories = new NioDirectories();

    /** @param root an existing directory; it may itself be reached by symbolic links */
    public NioArchiveDisk(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    // Closed with the directory that it becomes.
    @Override
    @SuppressWarnings("StreamResourceLeak")
    public OpenDirectory root() throws IOException {
        return new Secure(root, Files.newDirectoryStream(root));
    }

    @Override
    public int longestName() {
        return PATH_MAX - 1 - root.toString().getBytes(StandardCharsets.UTF_8).length - 1;
    }

    @Override
    public void syncDirectory(String directory) throws IOException {
        directories.syncDirectory(root.resolve(directory));
    }

    @Override
    public @Nullable Entry entry(String name) throws IOException {
        Path path = root.resolve(name);
        try {
            return entry(path, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static Entry entry(Path path, BasicFileAttributes attributes) {
        return new Entry(String.valueOf(path.getFileName()), kind(attributes), attributes.size());
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return Kind.FILE;
        }
        return attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
    }

    @Override
    public List<Entry> entries(String directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path path : paths) {
                entries.add(
                        entry(path, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
            }
        }
        return entries;
    }

    @Override
    public byte[] read(String file) throws IOException {
        return Files.readAllBytes(root.resolve(file));
    }

    @Override
    public List<Span> data(String file) throws IOException {
        return DataBlocks.of(root.resolve(file));
    }

    @Override
    public StoredFile overwrite(String file) throws IOException {
        Path path = root.resolve(file);
        return new ChannelFile(FileChannel.open(path, ANEW), path, file, true);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                root.resolve(from),
                root.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String file) throws IOException {
        Files.delete(root.resolve(file));
    }

    @Override
    public void link(String link, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(link), Path.of(target));
    }

    @Override
    public String readLink(String link) throws IOException {
        return Files.readSymbolicLink(root.resolve(link)).toString();
    }

    @Override
    public long usableBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    /** Each name is taken relative to the open directory ({@code openat} with {@code O_NOFOLLOW}). */
    private final class Secure implements OpenDirectory {

        private final Path path;
        private final SecureDirectoryStream<Path> stream;

        Secure(Path path, DirectoryStream<Path> stream) {
            this.path = path;
            this.stream = (SecureDirectoryStream<Path>) stream;
        }

        @Override
        public @Nullable Kind kind(String name) throws IOException {
            try {
                return NioArchiveDisk.kind(stream.getFileAttributeView(
                                Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .readAttributes());
            } catch (NoSuchFileException e) {
                return null;
            }
        }

        @Override
        public OpenDirectory enter(String name) throws IOException {
            return new Secure(path.resolve(name), stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
        }

        @Override
        public void createDirectory(String name) throws IOException {
            try {
                Files.createDirectory(path.resolve(name));
            } catch (FileAlreadyExistsException e) {
                if (kind(name) == null) {
                    throw e; // Somebody was faster both at making and at removing it.
                }
            }
        }

        @Override
        public StoredFile open(String name, boolean isNew) throws IOException {
            Path file = path.resolve(name);
            // Streams of the default file system hand out file channels: UnixSecureDirectoryStream.
            FileChannel channel = (FileChannel) stream.newByteChannel(Path.of(name), isNew ? NEW : EXISTING);
            return new ChannelFile(channel, file, root.relativize(file).toString(), isNew);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}

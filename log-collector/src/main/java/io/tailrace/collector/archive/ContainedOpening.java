package io.tailrace.collector.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Opens a file below a directory without following any link on the way: each component is opened relative to the open
 * directory above it ({@code openat} with {@code O_NOFOLLOW}), so what is opened is inside, whoever plants or swaps links
 * meanwhile.
 */
final class ContainedOpening {

    private static final Set<OpenOption> EXISTING = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);

    /** Bytes that Linux takes of a path, the final NUL among them. */
    private static final int PATH_MAX = 4096;

    private final String file;

    private ContainedOpening(String file) {
        this.file = file;
    }

    static ChannelFile open(Path root, String file) throws IOException, UnarchivableException {
        return new ContainedOpening(file).descend(root);
    }

    // The directory above is closed as soon as the next one is open: a path may have more components than a process
    // may have files open.
    @SuppressWarnings("StreamResourceLeak")
    private ChannelFile descend(Path root) throws IOException, UnarchivableException {
        try {
            Path relative = Path.of(file);
            if (root.resolve(relative).toString().getBytes(StandardCharsets.UTF_8).length >= PATH_MAX) {
                throw new UnarchivableException(file, "path too long");
            }
            Path here = root;
            SecureDirectoryStream<Path> directory = secure(Files.newDirectoryStream(root));
            try {
                for (Path name : relative.subpath(0, relative.getNameCount() - 1)) {
                    SecureDirectoryStream<Path> next = enter(directory, here, name);
                    directory.close();
                    directory = next;
                    here = here.resolve(name);
                }
                return openIn(directory, here, relative.getFileName());
            } finally {
                directory.close();
            }
        } catch (InvalidPathException e) {
            throw new UnarchivableException(
                    file, "this Java can't represent the name; run it with LC_ALL=C.UTF-8 (" + e.getReason() + ")");
        } catch (FileSystemException e) {
            if ("File name too long".equals(e.getReason())) {
                throw new UnarchivableException(file, "file name too long");
            }
            throw e;
        }
    }

    private SecureDirectoryStream<Path> enter(SecureDirectoryStream<Path> directory, Path here, Path name)
            throws IOException, UnarchivableException {
        if (!exists(directory, name, BasicFileAttributes::isDirectory, "a directory")) {
            try {
                Files.createDirectory(here.resolve(name));
            } catch (FileAlreadyExistsException e) {
                // Somebody else was faster: it is looked at like any other.
                exists(directory, name, BasicFileAttributes::isDirectory, "a directory");
            }
        }
        return secure(directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
    }

    private ChannelFile openIn(SecureDirectoryStream<Path> directory, Path here, Path name)
            throws IOException, UnarchivableException {
        boolean isNew = !exists(directory, name, BasicFileAttributes::isRegularFile, "a regular file");
        // Streams of the default file system hand out file channels: UnixSecureDirectoryStream.
        FileChannel channel = (FileChannel) directory.newByteChannel(name, isNew ? NEW : EXISTING);
        return new ChannelFile(channel, here.resolve(name), file, isNew);
    }

    private boolean exists(SecureDirectoryStream<Path> directory, Path name, Kind wanted, String wantedName)
            throws IOException, UnarchivableException {
        BasicFileAttributes attributes;
        try {
            attributes = directory
                    .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        } catch (NoSuchFileException e) {
            return false;
        }
        if (!wanted.is(attributes)) {
            throw new UnarchivableException(file, "\"" + name + "\" is there already and is not " + wantedName);
        }
        return true;
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) {
        return (SecureDirectoryStream<Path>) stream;
    }

    private interface Kind {
        boolean is(BasicFileAttributes attributes);
    }
}

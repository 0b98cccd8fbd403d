package io.tailrace.suite.proof;

import io.tailrace.protocol.ArchiveNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The archive of one host, as anybody finds it on disk.
 *
 * @param root the archive's directory
 * @param host the host's name
 */
public record Archive(Path root, String host) {

    /** Where the archive of a path is. */
    public Path directory(Path path) {
        return root.resolve(ArchiveNames.host(host)).resolve(ArchiveNames.directory(path.toString()));
    }

    /** Where what plain NATS clients publish for the host is. */
    public Path plainDirectory() {
        return root.resolve(ArchiveNames.host(host)).resolve(ArchiveNames.PLAIN);
    }

    /** The archive files of a path, the oldest source first, which their names tell. None when nothing arrived yet. */
    public List<Path> files(Path path) {
        return filesIn(directory(path));
    }

    /** The archive files in a directory, the oldest source first. */
    public static List<Path> filesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All archive files of the host, whatever they are the archive of. None when nothing arrived yet. */
    public List<Path> all() {
        try (Stream<Path> files = Files.walk(root.resolve(ArchiveNames.host(host)))) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes they have together. */
    public long size() {
        return all().stream().mapToLong(Archive::length).sum();
    }

    /** How many bytes the archive files of a path have together. */
    public long size(Path path) {
        return files(path).stream().mapToLong(Archive::length).sum();
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.tailrace.collector.archive;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/** The archive's files as they are found on disk, for those who compare them with a ledger. No link is followed. */
public final class ArchiveFiles {

    private static final String LOST_AND_FOUND = "lost+found";

    private final Path root;

    /** @param root an existing directory; it may itself be reached by symbolic links */
    public ArchiveFiles(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /** Whether there is nothing but what a collector or a file system keeps for itself. */
    public boolean isEmpty() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .allMatch(name -> name.startsWith("_") || name.equals(LOST_AND_FOUND));
        }
    }

    /** The length of a file in bytes, 0 where there is none. */
    public long length(String file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(root.resolve(file), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? attributes.size() : 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Tells of each file of each host. */
    public void visit(Visitor visitor) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = root.relativize(file).toString();
                if (attributes.isRegularFile() && !name.startsWith("_")) {
                    visitor.file(name, attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.equals(root.resolve(LOST_AND_FOUND))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }
        });
    }

    /** Renames a file, which keeps its content; {@code a.log} becomes {@code a.<mark>.log}. */
    public void setAside(String file, String mark) throws IOException {
        Path from = root.resolve(file);
        String name = String.valueOf(from.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? "" : name.substring(dot);
        Path to = from.resolveSibling(stem + "." + mark + ending);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Told of a file. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Takes note of a file.
         *
         * @param name relative to the archive's directory
         * @param length in bytes
         */
        void file(String name, long length) throws IOException;
    }
}

package io.tailrace.collector.archive;

import io.tailrace.collector.archive.ArchiveDisk.Entry;
import io.tailrace.collector.archive.ArchiveDisk.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The archive's files as they are found on disk, for those who compare them with a ledger. No link is followed. */
public final class ArchiveFiles {

    private static final String LOST_AND_FOUND = "lost+found";

    private final ArchiveDisk disk;

    public ArchiveFiles(ArchiveDisk disk) {
        this.disk = disk;
    }

    /** Whether there is nothing but what a collector or a file system keeps for itself. */
    public boolean isEmpty() throws IOException {
        return disk.entries("").stream()
                .map(Entry::name)
                .allMatch(name -> name.startsWith("_") || name.equals(LOST_AND_FOUND));
    }

    /** The length of a file in bytes, 0 where there is none. */
    public long length(String file) throws IOException {
        Entry entry = disk.entry(file);
        return entry != null && entry.kind() == Kind.FILE ? entry.size() : 0;
    }

    /** Tells of each file of each host. */
    public void visit(Visitor visitor) throws IOException {
        Deque<String> directories = new ArrayDeque<>();
        directories.add("");
        while (!directories.isEmpty()) {
            String directory = directories.remove();
            for (Entry entry : disk.entries(directory)) {
                String name = directory.isEmpty() ? entry.name() : directory + "/" + entry.name();
                if (entry.kind() == Kind.DIRECTORY && !name.equals(LOST_AND_FOUND)) {
                    directories.push(name);
                } else if (entry.kind() == Kind.FILE && !name.startsWith("_")) {
                    visitor.file(name, entry.size());
                }
            }
        }
    }

    /** Renames a file durably, which keeps its content; {@code a.log} becomes {@code a.<mark>.log}. */
    public void setAside(String file, String mark) throws IOException {
        int slash = file.lastIndexOf('/');
        int dot = file.lastIndexOf('.');
        boolean hasEnding = dot > slash;
        String stem = hasEnding ? file.substring(0, dot) : file;
        String ending = hasEnding ? file.substring(dot) : "";
        disk.rename(file, stem + "." + mark + ending);
        disk.syncDirectory(file.substring(0, Math.max(0, slash)));
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

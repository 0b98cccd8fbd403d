package io.tailrace.collector.archive;

import io.tailrace.collector.archive.ArchiveStorage.StoredFile;
import io.tailrace.protocol.Span;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The directory of an archive on a file system, call by call. One call is one thing that a disk can refuse, and a moment that
 * the process can die before and after. Names are relative to that directory, components joined by {@code /}; it itself is the
 * empty string.
 */
public interface ArchiveDisk {

    /** Opens the archive's directory, to go down from it. */
    OpenDirectory root() throws IOException;

    /** How long a name may be, in bytes of UTF-8. */
    int longestName();

    /** Makes the entries of a directory durable. */
    void syncDirectory(String directory) throws IOException;

    /** What has a name, null when nothing has. */
    @Nullable Entry entry(String name) throws IOException;

    /** What is in a directory, in no order. */
    List<Entry> entries(String directory) throws IOException;

    /**
     * All of a small file.
     *
     * @throws NoSuchFileException when there is none
     */
    byte[] read(String file) throws IOException;

    /** Where a file has anything but blocks of zeros, in order; nowhere where there is no such file. */
    List<Span> data(String file) throws IOException;

    /** Makes an empty file for writing, or an empty one of a file that is there. */
    StoredFile overwrite(String file) throws IOException;

    /** Gives a file or link another name, and takes it from whatever has it. */
    void rename(String from, String to) throws IOException;

    /** Removes a file or link. */
    void delete(String file) throws IOException;

    /** Makes a symbolic link. */
    void link(String link, String target) throws IOException;

    /**
     * Where a symbolic link leads.
     *
     * @throws NoSuchFileException when there is nothing
     * @throws NotLinkException when there is something else
     */
    String readLink(String link) throws IOException;

    /** Bytes that may still be written. */
    long usableBytes() throws IOException;

    /** What there may be. */
    enum Kind {
        FILE,
        DIRECTORY,
        OTHER
    }

    /**
     * Something in a directory; links are not followed.
     *
     * @param name in its directory
     * @param kind what it is
     * @param size in bytes
     */
    record Entry(String name, Kind kind, long size) {}

    /** A directory that stays the one that it is, whoever renames it or puts a link in its place. */
    interface OpenDirectory extends Closeable {

        /** What has a name in it, null when nothing has. */
        @Nullable Kind kind(String name) throws IOException;

        /** Opens a directory in it. */
        OpenDirectory enter(String name) throws IOException;

        /** Makes a directory in it, unless somebody else has just done so. */
        void createDirectory(String name) throws IOException;

        /**
         * Opens a file in it for writing.
         *
         * @param isNew whether it is made by that
         */
        StoredFile open(String name, boolean isNew) throws IOException;
    }
}

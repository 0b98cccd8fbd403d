package io.tailrace.collector.archive;

import io.tailrace.protocol.Span;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The archive's directory as a file system sees it: the few calls that the archive's durability rests on. Files are named
 * relative to the archive's directory, components joined by {@code /}; a directory is named in the same way, the
 * archive's own by the empty string. No call leaves that directory, whatever lies inside of it.
 */
public interface ArchiveStorage {

    /**
     * Opens a file for writing, with the directories it needs.
     *
     * @throws UnarchivableException when something else is in its place or the file system takes no such name
     * @throws IOException when the disk fails
     */
    StoredFile open(String file) throws IOException, UnarchivableException;

    /** Makes the entries of a directory durable. */
    void syncDirectory(String directory) throws IOException;

    /** Points a directory's {@code current} to a file beside it, unless it points to a newer one. */
    void linkCurrent(String directory, String name) throws IOException;

    /** Where a file has anything but blocks of zeros, in order; nowhere where there is no such file. */
    List<Span> data(String file) throws IOException;

    /** Bytes that may still be written. */
    long usableBytes() throws IOException;

    /** Writes, syncs and removes something meaningless, to see whether it is possible. */
    void probe() throws IOException;

    /** Which ledger the archive belongs to, null when it belongs to none yet. */
    @Nullable Owner owner() throws IOException;

    /** Notes durably which ledger the archive belongs to. */
    void own(Owner owner) throws IOException;

    /**
     * The archive's mark.
     *
     * @param ledger the id of the ledger that it belongs to
     * @param mark how often that ledger had been committed when this was noted
     */
    record Owner(UUID ledger, long mark) {}

    /** A file of the archive, open for writing. */
    interface StoredFile extends Closeable {

        /** Whether opening it created it. */
        boolean isNew();

        /**
         * Writes all of the bytes at an offset.
         *
         * @throws UnarchivableException when no file can be as long
         */
        void write(ByteBuffer bytes, long position) throws IOException, UnarchivableException;

        /** Sets the time of the last modification. */
        void setModified(Instant time) throws IOException;

        /** Makes what was written durable. */
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }
}

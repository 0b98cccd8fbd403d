package io.tailrace.agent.checkpoint;

import io.tailrace.disk.DirectoryCalls;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file system as the state directory needs it: the few calls that all rests on what the agent remembers. One call is one
 * thing that a disk can refuse, and a moment that the process can die before and after.
 */
public interface StateStorage extends DirectoryCalls {

    /**
     * All that is in a file.
     *
     * @throws NoSuchFileException when there is none
     */
    byte[] read(Path file) throws IOException;

    /** Opens a file for writing, an empty one where there is none. */
    StateFile open(Path file) throws IOException;

    /** Gives a file the name of another one, whose place it takes. */
    void rename(Path from, Path to) throws IOException;

    /** A file of the state directory, open for writing. */
    interface StateFile extends Closeable {

        /** Takes the file's lock, which the kernel gives back when the file is closed or the process ends; false where it is held. */
        boolean tryLock() throws IOException;

        /** Cuts it to a length in bytes. */
        void truncate(long size) throws IOException;

        /** Writes all of the bytes to its beginning. */
        void write(ByteBuffer bytes) throws IOException;

        /** Memory that is the file's first bytes, so many as have been written. Outlives the open file. */
        ByteBuffer map(long size) throws IOException;

        /** Makes durable what was written. */
        void sync() throws IOException;
    }
}

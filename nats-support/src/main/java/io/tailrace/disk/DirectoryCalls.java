package io.tailrace.disk;

import java.io.IOException;
import java.nio.file.Path;

/** The calls of a file system by which a directory comes to be. */
public interface DirectoryCalls {

    /** Whether there is a directory, or a link to one. */
    boolean isDirectory(Path path);

    /** Whether this process may make entries in a directory, and sync it. */
    boolean isWritable(Path directory);

    /** Makes one directory, unless somebody else has just done so. */
    void createDirectory(Path directory) throws IOException;

    /** Makes the entries of a directory durable. */
    void syncDirectory(Path directory) throws IOException;
}

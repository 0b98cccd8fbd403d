package io.tailrace.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Makes directories that a power failure does not take. */
public final class DurableDirectory {

    private DurableDirectory() {}

    /**
     * Makes a directory, and those above it that are missing; each is durable before anything is in it. One that is there
     * may have been made by a process that was killed before it could sync: if this one could have made it, it is synced.
     *
     * @throws IOException when the disk refuses, or something else is in its place
     */
    public static void make(Path directory, DirectoryCalls calls) throws IOException {
        Path path = directory.toAbsolutePath();
        Path above = path.getParent();
        if (calls.isDirectory(path)) {
            if (above != null && calls.isWritable(above)) {
                calls.syncDirectory(above);
            }
            return;
        }
        if (above == null) {
            throw new IOException(path + " is no directory");
        }
        make(above, calls);
        calls.createDirectory(path);
        calls.syncDirectory(above);
    }
}

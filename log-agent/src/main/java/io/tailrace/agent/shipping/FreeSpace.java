package io.tailrace.agent.shipping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room there is on disk. */
interface FreeSpace {

    /** Bytes that are free on the file system that a directory is on; {@code Long.MAX_VALUE} where that can't be told. */
    long bytes(Path directory);

    /** As the system says. */
    static long onDisk(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // The directory is gone as well.
        }
    }
}

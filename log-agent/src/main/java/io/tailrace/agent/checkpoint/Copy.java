package io.tailrace.agent.checkpoint;

import io.tailrace.agent.discovery.FileKey;
import io.tailrace.protocol.SourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds what a source holds, as copytruncate and compression leave it: known, and never a source of its own.
 *
 * @param source whose bytes it holds, from the first one on
 * @param path where it was last seen
 * @param key inode and device
 * @param birth when it was created, null where the file system does not say
 * @param size the file's size when it was recognized: one of another size is another file
 * @param length how many bytes of the source it holds
 */
public record Copy(
        SourceId source, String path, FileKey key, @Nullable Instant birth, long size, long length) {

    /** Whether a file that has its key is the one that was recognized. */
    public boolean is(FileKey there, @Nullable Instant born, long sizeThere) {
        return key.equals(there) && size == sizeThere && (birth == null || born == null || birth.equals(born));
    }

    /** Whether it is a copy as it is, and not a compressed one. */
    public boolean isPlain() {
        return size == length;
    }

    /** The same file, as another source's. */
    public Copy of(SourceId other) {
        return new Copy(other, path, key, birth, size, length);
    }

    /** The same file under another name. */
    public Copy at(String newPath) {
        return new Copy(source, newPath, key, birth, size, length);
    }
}

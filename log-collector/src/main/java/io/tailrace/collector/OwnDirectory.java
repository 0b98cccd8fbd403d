package io.tailrace.collector;

import io.tailrace.config.InvalidConfigurationException;
import io.tailrace.disk.DurableDirectory;
import io.tailrace.disk.NioDirectories;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A directory of the collector, which is one process' as long as this is open: the kernel's lock, gone with it. */
final class OwnDirectory implements AutoCloseable {

    private final FileChannel channel;

    private OwnDirectory(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the directory where need be and takes it.
     *
     * @param key what the directory is configured by
     * @param lockFile in the directory
     */
    static OwnDirectory take(Path directory, String key, String lockFile) {
        try {
            DurableDirectory.make(directory, new NioDirectories());
            FileChannel channel =
                    FileChannel.open(directory.resolve(lockFile), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new InvalidConfigurationException(
                        key,
                        directory,
                        "is in use by another collector. Stop that one, or give each a directory of its own");
            }
            return new OwnDirectory(channel);
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    key, directory, "can't be written (" + e + "). Make it a directory that this user may write to");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

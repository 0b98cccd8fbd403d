package io.tailrace.agent.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The agent's own directory, held by one agent at a time. */
public final class StateDirectory implements AutoCloseable {

    private static final String CHOICES =
            "Make it writable for this agent, or name another one as tailrace.agent.state-directory";

    private final Path path;
    private final FileChannel lockFile;

    private StateDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the directory where it is missing, checks that it can be written to, and locks it.
     *
     * @throws CheckpointException when any of that fails
     */
    public static StateDirectory open(Path path) {
        FileChannel file;
        try {
            Files.createDirectories(path);
            file = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new CheckpointException(path, "can't be written to (" + e + ")", CHOICES, e);
        }
        try {
            FileLock lock = tryLock(file);
            if (lock == null) {
                file.close();
                throw new CheckpointException(
                        path,
                        "is in use by another agent",
                        "Stop that agent, or give this one a tailrace.agent.state-directory of its own");
            }
        } catch (IOException e) {
            throw new CheckpointException(path, "can't be locked (" + e + ")", CHOICES, e);
        }
        return new StateDirectory(path, file);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    public CheckpointFile checkpointFile() {
        return new CheckpointFile(path);
    }

    /** Gives the directory free. */
    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}

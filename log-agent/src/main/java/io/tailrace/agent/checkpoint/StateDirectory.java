package io.tailrace.agent.checkpoint;

import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's own directory, held by one agent at a time. */
public final class StateDirectory implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StateDirectory.class);
    private static final String LOCK = "lock";
    private static final String CHOICES =
            "Make it writable for this agent, or name another one as tailrace.agent.state-directory";

    private final Path path;
    private final FileChannel lockFile;

    private StateDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the directory where it is missing, locks it, and checks that it can be written to: it names the agent's
     * process in the lock file.
     *
     * @throws CheckpointException when any of that fails
     */
    public static StateDirectory open(Path path) {
        FileChannel file;
        try {
            Files.createDirectories(path);
            file = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new CheckpointException(path, "can't be written to (" + e + ")", CHOICES, e);
        }
        boolean held = false;
        try {
            if (tryLock(file) == null) {
                throw new CheckpointException(
                        path,
                        "is in use by another agent" + processIn(path),
                        "Stop that agent, or give this one a tailrace.agent.state-directory of its own");
            }
            file.truncate(0);
            file.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
            if (!Files.isWritable(path)) {
                throw new AccessDeniedException(path.toString());
            }
            held = true;
            return new StateDirectory(path, file);
        } catch (IOException e) {
            throw new CheckpointException(path, "can't be written to (" + e + ")", CHOICES, e);
        } finally {
            if (!held) {
                closeQuietly(file);
            }
        }
    }

    private static String processIn(Path path) throws IOException {
        String process = Files.readString(path.resolve(LOCK)).strip();
        return process.isEmpty() ? "" : " (process " + process + ")";
    }

    private static void closeQuietly(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            log.debug("the lock file was not closed: {}", e.toString());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    public SealedFile sealedFile() {
        return new SealedFile(path);
    }

    public CheckpointFile checkpointFile() {
        return new CheckpointFile(path);
    }

    /**
     * The flights that a former agent left, as far as its checkpoint does not account for them.
     *
     * @throws CheckpointException when they can't be read
     */
    public List<Flight> flightsLeft(Checkpoint checkpoint) {
        try {
            Map<SourceId, CheckpointEntry> entries = new HashMap<>();
            checkpoint.entries().forEach(entry -> entries.put(entry.origin().source(), entry));
            return FlightRecorder.left(path).stream()
                    .filter(flight -> {
                        CheckpointEntry entry = entries.get(flight.source());
                        return entry != null && flight.span().end() > entry.acked();
                    })
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new CheckpointException(path, "can't be read (" + e + ")", CHOICES, e);
        }
    }

    /**
     * Begins to remember flights.
     *
     * @param messages how many may be on their way
     * @param left those of before that are not accounted for yet
     * @throws CheckpointException when they can't be written
     */
    public FlightRecorder recordFlights(int messages, List<Flight> left) {
        try {
            return FlightRecorder.open(path, messages, left);
        } catch (IOException e) {
            throw new CheckpointException(path, "can't be written to (" + e + ")", CHOICES, e);
        }
    }

    /** Gives the directory free. */
    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}

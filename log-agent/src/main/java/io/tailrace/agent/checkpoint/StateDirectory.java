package io.tailrace.agent.checkpoint;

import io.tailrace.agent.checkpoint.StateStorage.StateFile;
import io.tailrace.disk.DurableDirectory;
import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's own directory, held by one agent at a time. */
public final class StateDirectory implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StateDirectory.class);
    private static final String LOCK = "lock";
    private static final String CHOICES =
            "Make it writable for this agent, or name another one as tailrace.agent.state-directory";

    private final Path path;
    private final StateStorage storage;
    private final StateFile lockFile;

    private StateDirectory(StateStorage storage, Path path, StateFile lockFile) {
        this.storage = storage;
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
        return open(new NioStateStorage(), path);
    }

    /** The same, in another file system. */
    public static StateDirectory open(StateStorage storage, Path path) {
        StateFile file;
        try {
            DurableDirectory.make(path, storage);
            file = storage.open(path.resolve(LOCK));
        } catch (IOException e) {
            throw new CheckpointException(path, "can't be written to (" + e + ")", CHOICES, e);
        }
        boolean held = false;
        try {
            if (!file.tryLock()) {
                throw new CheckpointException(
                        path,
                        "is in use by another agent" + processIn(storage, path),
                        "Stop that agent, or give this one a tailrace.agent.state-directory of its own");
            }
            file.truncate(0);
            file.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            file.sync();
            if (!storage.isWritable(path)) {
                throw new AccessDeniedException(path.toString());
            }
            // What is read from now on has to be what a power failure leaves: a former process may have been killed
            // between
            // renaming a file and this.
            storage.syncDirectory(path);
            held = true;
            return new StateDirectory(storage, path, file);
        } catch (IOException e) {
            throw new CheckpointException(path, "can't be written to (" + e + ")", CHOICES, e);
        } finally {
            if (!held) {
                closeQuietly(file);
            }
        }
    }

    private static String processIn(StateStorage storage, Path path) throws IOException {
        String process = new String(storage.read(path.resolve(LOCK)), StandardCharsets.US_ASCII).strip();
        return process.isEmpty() ? "" : " (process " + process + ")";
    }

    private static void closeQuietly(StateFile file) {
        try {
            file.close();
        } catch (IOException e) {
            log.debug("the lock file was not closed: {}", e.toString());
        }
    }

    public SealedFile sealedFile() {
        return new SealedFile(storage, path);
    }

    public CheckpointFile checkpointFile() {
        return new CheckpointFile(storage, path);
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
            return FlightRecorder.left(storage, path).stream()
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
            return FlightRecorder.open(storage, path, messages, left);
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

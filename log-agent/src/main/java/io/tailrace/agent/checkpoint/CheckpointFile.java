package io.tailrace.agent.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The checkpoint on disk. */
public final class CheckpointFile {

    static final int VERSION = 3;

    private final DurableFile<Checkpoint> file;

    CheckpointFile(StateStorage storage, Path directory) {
        this.file = new DurableFile<>(
                storage,
                directory,
                "checkpoint.json",
                Checkpoint.class,
                VERSION,
                "Restore it from a backup; or move it away, and the agent begins anew:"
                        + " it ships every matched file again from its start-at, as new sources");
    }

    /**
     * Reads what was written last.
     *
     * @return empty when nothing ever was
     * @throws CheckpointException when it is damaged, or of a newer version: the agent never silently starts over
     */
    public Optional<Checkpoint> read() {
        return file.read();
    }

    /** Writes a checkpoint; when this returns it is durable. */
    public void write(Checkpoint checkpoint) throws IOException {
        file.write(checkpoint);
    }
}

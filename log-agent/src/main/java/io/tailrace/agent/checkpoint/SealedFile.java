package io.tailrace.agent.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The list of sealed sources on disk. */
public final class SealedFile {

    static final int VERSION = 1;

    private final DurableFile<SealedList> file;

    SealedFile(StateStorage storage, Path directory) {
        this.file = new DurableFile<>(
                storage,
                directory,
                "sealed.json",
                SealedList.class,
                VERSION,
                "Restore it from a backup; or move it away: the inventory then does not list what was sealed before, and"
                        + " compressed files of that are shipped as files of their own");
    }

    /**
     * Reads what was written last.
     *
     * @return empty when nothing ever was
     * @throws CheckpointException when it is damaged, or of a newer version
     */
    public Optional<SealedList> read() {
        return file.read();
    }

    /** Writes the list; when this returns it is durable. */
    public void write(SealedList list) throws IOException {
        file.write(list);
    }
}

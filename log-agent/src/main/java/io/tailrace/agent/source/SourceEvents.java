package io.tailrace.agent.source;

import io.tailrace.agent.checkpoint.Copy;
import io.tailrace.agent.discovery.Input;
import java.nio.file.Path;

/** What happens to sources, for logs and metrics. Called on the shipping thread. */
public interface SourceEvents {

    /** A new source is followed. */
    default void opened(Source source) {}

    /** A source of the checkpoint is followed on. */
    default void resumed(Source source) {}

    /** The file has another name now, or none that was found. */
    default void moved(Source source) {}

    /** The file was cut below what was read, or holds other bytes there: {@code next} goes on with it from 0. */
    default void truncated(Source source, Source next) {}

    /** A new file is held back, because it may be a copy in the making. */
    default void held(Path path, Input input) {}

    /** A file holds what a source holds, and is left alone for that. */
    default void recognized(Copy copy) {}

    /** A compressed file can't be decompressed, so it is a file like any other. */
    default void damaged(Path path, String why) {}

    /** A copy has what was not read of a source whose file has it no more. */
    default void copyFound(Source source, Copy copy) {}

    /** No file has what was not read of a source. */
    default void nothingFound(Source source) {}

    /** A file can't be opened. Told each time that it is tried. */
    default void unreadable(Path path, Input input, Exception why) {}
}

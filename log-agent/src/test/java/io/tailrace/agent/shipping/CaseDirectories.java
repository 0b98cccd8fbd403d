package io.tailrace.agent.shipping;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a case has its files. They are used by one case after the other: to make directories costs more than what happens in them.
 *
 * @param files the log files
 * @param spare files that take up inodes, on the same file system
 * @param state what the agent keeps
 */
record CaseDirectories(Path files, Path spare, Path state) {

    /** New ones. */
    static CaseDirectories create(Path files, Path state) throws IOException {
        return new CaseDirectories(
                Files.createDirectory(files.resolve("logs")),
                Files.createDirectory(files.resolve("spare")),
                Files.createDirectory(state.resolve("state")));
    }

    /** Makes all of them empty. */
    void clear() throws IOException {
        clear(files);
        clear(spare);
        clear(state);
    }

    private static void clear(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** Removes them. */
    void delete() throws IOException {
        clear();
        Files.delete(files);
        Files.delete(spare);
        Files.delete(state);
    }
}

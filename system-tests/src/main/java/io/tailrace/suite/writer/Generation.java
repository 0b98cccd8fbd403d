package io.tailrace.suite.writer;

import java.nio.file.Path;

/**
 * What was written to a file between two rotations.
 *
 * @param path where the file was while it was written
 * @param number of the generations at that path, from 1
 * @param copy the writer's own copy of every byte
 * @param bytes its length
 * @param lines how many line ends it holds
 */
public record Generation(Path path, int number, Path copy, long bytes, long lines) {

    Generation plus(long moreBytes, long moreLines) {
        return new Generation(path, number, copy, bytes + moreBytes, lines + moreLines);
    }
}

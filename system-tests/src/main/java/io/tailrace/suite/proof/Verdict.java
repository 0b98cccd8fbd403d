package io.tailrace.suite.proof;

import java.nio.file.Path;

/** What a comparison came to. */
public sealed interface Verdict {

    /**
     * The archive is byte for byte what was written.
     *
     * @param lines line ends in what was written
     * @param bytes its length
     * @param files how many generations of files
     */
    record Identical(long lines, long bytes, int files) implements Verdict {}

    /**
     * It is not.
     *
     * @param file the first file that differs, the archive's where there is one
     * @param offset of the first byte that differs
     * @param problem what is wrong there
     */
    record Difference(Path file, long offset, String problem) implements Verdict {

        @Override
        public String toString() {
            return "first difference: " + file + ", offset " + offset + ": " + problem;
        }
    }
}

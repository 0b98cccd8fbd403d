package io.tailrace.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of a process that is in RAM (proc(5), /proc/pid/smaps_rollup), in bytes.
 *
 * @param anonymous nobody else has it and no file does: heap, stacks, code made at run time
 * @param fileBacked the rest: pages of libraries and archives, which processes share and the kernel may drop
 */
public record ResidentMemory(long anonymous, long fileBacked) {

    private static final double MEBIBYTE = 1024.0 * 1024;

    /**
     * Of a process that runs.
     *
     * @throws IOException when there is no such process, or it is somebody else's
     */
    public static ResidentMemory of(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
    }

    static ResidentMemory parse(String rollup) {
        long resident = kibibytes(rollup, "Rss:");
        long anonymous = kibibytes(rollup, "Anonymous:");
        return new ResidentMemory(anonymous * 1024, (resident - anonymous) * 1024);
    }

    private static long kibibytes(String rollup, String field) {
        return rollup.lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).replace("kB", "").trim())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + field + " in " + rollup));
    }

    /** Both parts together, in MiB. */
    public double mebibytes() {
        return (anonymous + fileBacked) / MEBIBYTE;
    }

    public double anonymousMebibytes() {
        return anonymous / MEBIBYTE;
    }

    public double fileBackedMebibytes() {
        return fileBacked / MEBIBYTE;
    }
}

package io.tailrace.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The processor time that a process has taken so far: user and system, of all its threads (proc(5), /proc/pid/stat). */
public final class ProcessCpu {

    // USER_HZ, by which the kernel counts for user space: 100 on every architecture that Java runs on.
    private static final int TICKS_PER_SECOND = 100;

    // The command's name is in parentheses and may hold anything, so fields are counted from behind it: state is 3.
    private static final int USER_TIME = 14 - 3;
    private static final int SYSTEM_TIME = 15 - 3;

    private ProcessCpu() {}

    /**
     * Of a process that runs.
     *
     * @throws IOException when there is no such process
     */
    public static Duration of(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    static Duration parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }
}

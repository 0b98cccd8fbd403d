package io.tailrace.bench.machine;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What figures were measured on.
 *
 * @param processor its model
 * @param cores how many this process may use
 * @param memory RAM in bytes
 * @param kernel name and release
 * @param disk device and file system of the directory that is used
 * @param load how many processes wanted to run in the minute before
 */
public record Machine(String processor, int cores, long memory, String kernel, String disk, double load) {

    /**
     * The machine that this process runs on.
     *
     * @param directory where everything is written
     */
    public static Machine here(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return new Machine(
                field(Files.readString(Path.of("/proc/cpuinfo")), "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(field(Files.readString(Path.of("/proc/meminfo")), "MemTotal")
                                .replaceAll("\\D", ""))
                        * 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                store.name() + " (" + store.type() + ")",
                currentLoad());
    }

    /** How many processes want to run, over the last minute. */
    private static double currentLoad() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    /** The first field of that name, as /proc/cpuinfo and /proc/meminfo write it. */
    static String field(String text, String name) {
        return text.lines()
                .filter(line -> line.matches(name + "\\s*:.*"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown");
    }

    /** All of it on one line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.1f GiB, %s, %s, load before the run %.2f",
                processor,
                cores,
                memory / Math.pow(1024, 3),
                kernel,
                disk,
                load);
    }
}

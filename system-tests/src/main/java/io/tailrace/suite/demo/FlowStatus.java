package io.tailrace.suite.demo;

import io.tailrace.suite.screen.Status;
import java.time.Duration;
import java.util.Locale;

/**
 * How far what is written has come at one moment.
 *
 * @param elapsed since writing began
 * @param written by the writers' own record
 * @param read by the agent, as its metrics say
 * @param stored in the stream, as the agent's metrics say
 * @param archived as the archive's files on disk say
 * @param bytesPerSecond that were archived lately
 */
record FlowStatus(Duration elapsed, Amount written, Amount read, Amount stored, Amount archived, long bytesPerSecond)
        implements Status {

    /**
     * An amount of log.
     *
     * @param lines line ends
     * @param bytes length
     */
    record Amount(long lines, long bytes) {

        static final Amount NONE = new Amount(0, 0);

        Amount plus(Amount more) {
            return new Amount(lines + more.lines, bytes + more.bytes);
        }

        Amount atLeast(Amount other) {
            return new Amount(Math.max(lines, other.lines), Math.max(bytes, other.bytes));
        }

        private String row(String name) {
            return String.format(Locale.ROOT, "%10s %,14d %10.1f%n", name, lines, bytes / 1e6);
        }
    }

    private double lagMegabytes() {
        return Math.max(0, written.bytes() - archived.bytes()) / 1e6;
    }

    @Override
    public String line() {
        return String.format(
                Locale.ROOT,
                "%3d s  lines written %,d  read %,d  stored %,d  archived %,d  lag %.1f MB  %.1f MB/s",
                elapsed.toSeconds(),
                written.lines(),
                read.lines(),
                stored.lines(),
                archived.lines(),
                lagMegabytes(),
                bytesPerSecond / 1e6);
    }

    @Override
    public String table() {
        return String.format(
                Locale.ROOT,
                "%6d s %14s %10s%n%s%s%s%s%10s %25.1f    now %.1f MB/s%n",
                elapsed.toSeconds(),
                "lines",
                "MB",
                written.row("written"),
                read.row("read"),
                stored.row("stored"),
                archived.row("archived"),
                "lag",
                lagMegabytes(),
                bytesPerSecond / 1e6);
    }
}

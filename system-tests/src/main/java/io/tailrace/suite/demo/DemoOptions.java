package io.tailrace.suite.demo;

import io.tailrace.suite.command.Arguments;
import io.tailrace.suite.command.UsageException;
import java.time.Duration;
import java.util.List;

/**
 * What {@code bin/demo} was asked for.
 *
 * @param duration how long to write
 * @param rate lines a second, over all files
 * @param kill whether each part is killed and started again meanwhile
 * @param keep whether everything is left running afterwards
 */
record DemoOptions(Duration duration, int rate, boolean kill, boolean keep) {

    private static final int MAX_SECONDS = 24 * 60 * 60;
    private static final int MAX_RATE = 1_000_000;

    /**
     * Reads the command line.
     *
     * @throws UsageException when it says something else than {@code bin/demo --help}
     */
    static DemoOptions parse(List<String> commandLine) {
        int seconds = 20;
        int rate = 10_000;
        boolean kill = false;
        boolean keep = false;
        Arguments arguments = new Arguments("bin/demo", commandLine);
        while (arguments.hasNext()) {
            String option = arguments.next();
            switch (option) {
                case "--seconds" -> seconds = arguments.number(option, MAX_SECONDS);
                case "--rate" -> rate = arguments.number(option, MAX_RATE);
                case "--kill" -> kill = true;
                case "--keep" -> keep = true;
                default -> throw arguments.unknown(option);
            }
        }
        return new DemoOptions(Duration.ofSeconds(seconds), rate, kill, keep);
    }
}

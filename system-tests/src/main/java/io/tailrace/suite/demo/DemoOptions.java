package io.tailrace.suite.demo;

import java.time.Duration;
import java.util.Iterator;
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
    static DemoOptions parse(List<String> arguments) {
        int seconds = 20;
        int rate = 10_000;
        boolean kill = false;
        boolean keep = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--seconds" -> seconds = number(option, rest, MAX_SECONDS);
                case "--rate" -> rate = number(option, rest, MAX_RATE);
                case "--kill" -> kill = true;
                case "--keep" -> keep = true;
                default -> throw new UsageException("unknown option " + option + ": see bin/demo --help");
            }
        }
        return new DemoOptions(Duration.ofSeconds(seconds), rate, kill, keep);
    }

    private static int number(String option, Iterator<String> rest, int most) {
        String value = rest.hasNext() ? rest.next() : "nothing";
        if (!value.matches("[1-9]\\d{0,6}") || Integer.parseInt(value) > most) {
            throw new UsageException("%s takes a number from 1 to %d, not %s".formatted(option, most, value));
        }
        return Integer.parseInt(value);
    }
}

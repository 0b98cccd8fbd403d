package io.tailrace.bench.bin;

import io.tailrace.suite.command.UsageException;
import java.util.Arrays;

/** {@code bin/bench}. */
public final class Main {

    private static final int USAGE = 2;
    private static final int FAILED = 1;

    private Main() {}

    /** Exits with 0 when everything could be run and all bytes arrived, however long it took. */
    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    private static int run(String... arguments) {
        try {
            return BenchCommand.run(OptionParser.parse(Arrays.asList(arguments)), System.out) ? 0 : FAILED;
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            return USAGE;
        } catch (Exception e) {
            e.printStackTrace();
            return FAILED;
        }
    }
}

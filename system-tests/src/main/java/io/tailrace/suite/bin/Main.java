package io.tailrace.suite.bin;

import io.tailrace.suite.chaos.Chaos;
import io.tailrace.suite.command.UsageException;
import io.tailrace.suite.demo.Demo;
import io.tailrace.suite.demo.Try;
import java.util.Arrays;
import java.util.List;

/** The commands of {@code bin/}: the first argument says which, the others are the command's own. */
public final class Main {

    // sysexits.h has EX_USAGE 64; scripts of the shell say 2.
    private static final int USAGE = 2;
    private static final int FAILED = 1;

    private Main() {}

    /** Exits with 0 when the command did what it promises. */
    public static void main(String... arguments) {
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        try {
            List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
            return switch (command) {
                case "demo" -> Demo.run(rest, System.out) ? 0 : FAILED;
                case "chaos" -> Chaos.run(rest, System.out) ? 0 : FAILED;
                case "try" -> Try.run(rest, System.out) ? 0 : FAILED;
                default -> throw new UsageException("the commands are chaos, demo and try, not \"" + command + "\"");
            };
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            return USAGE;
        } catch (IllegalStateException e) {
            // Something that was started is not as it should be; the message holds its last output.
            System.err.println("FAILED: " + e.getMessage());
            return FAILED;
        } catch (Exception e) {
            e.printStackTrace();
            return FAILED;
        }
    }
}

package io.tailrace.bench.bin;

import io.tailrace.bench.bin.BenchOptions.Size;
import io.tailrace.suite.command.Arguments;
import io.tailrace.suite.command.UsageException;
import io.tailrace.suite.process.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the command line of {@code bin/bench}. */
final class OptionParser {

    private static final int MOST_REPETITIONS = 100;
    private static final int REPETITIONS = 3;

    private final Arguments arguments;
    private final Map<String, Path> peers = new TreeMap<>();
    private Size size = Size.STANDARD;
    private List<String> only = List.of();
    private int repeat;
    private @Nullable Path json;
    private @Nullable Path directory;
    private @Nullable String java;
    private @Nullable String agentOptions;
    private @Nullable String collectorOptions;
    private @Nullable Service profile;

    private OptionParser(List<String> commandLine) {
        this.arguments = new Arguments("bin/bench", commandLine);
    }

    /**
     * Reads it.
     *
     * @throws UsageException when it says something else than {@code bin/bench --help}
     */
    static BenchOptions parse(List<String> commandLine) {
        return new OptionParser(commandLine).options();
    }

    private BenchOptions options() {
        while (arguments.hasNext()) {
            read(arguments.next());
        }
        if (repeat == 0) {
            repeat = size == Size.QUICK ? 1 : REPETITIONS;
        }
        return new BenchOptions(
                size, only, repeat, json, directory, peers, java, agentOptions, collectorOptions, profile);
    }

    private void read(String option) {
        switch (option) {
            case "--quick" -> size = size(Size.QUICK);
            case "--long" -> size = size(Size.LONG);
            case "--only" -> only = List.of(arguments.value(option, "names").split(","));
            case "--repeat" -> repeat = arguments.number(option, MOST_REPETITIONS);
            case "--json" -> json = Path.of(arguments.value(option, "a file")).toAbsolutePath();
            case "--directory" ->
                directory = Path.of(arguments.value(option, "a directory")).toAbsolutePath();
            case "--vector", "--fluent-bit", "--telegraf", "--bento" -> peers.put(option.substring(2), program(option));
            case "--java" -> java = program(option).toString();
            case "--agent-jvm" -> agentOptions = arguments.value(option, "options of a virtual machine");
            case "--collector-jvm" -> collectorOptions = arguments.value(option, "options of a virtual machine");
            case "--profile" -> profile = profile(option);
            default -> throw arguments.unknown(option);
        }
    }

    private Size size(Size asked) {
        if (size != Size.STANDARD && size != asked) {
            throw new UsageException("--quick and --long are not to be had at once");
        }
        return asked;
    }

    private Path program(String option) {
        Path program = Path.of(arguments.value(option, "a program")).toAbsolutePath();
        if (!Files.isExecutable(program)) {
            throw new UsageException(option + " takes a program, and " + program + " is none");
        }
        return program;
    }

    private Service profile(String option) {
        String value = arguments.value(option, "agent or collector");
        return switch (value) {
            case "agent" -> Service.AGENT;
            case "collector" -> Service.COLLECTOR;
            default -> throw new UsageException(option + " takes agent or collector, not " + value);
        };
    }
}

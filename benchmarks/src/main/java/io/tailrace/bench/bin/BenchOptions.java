package io.tailrace.bench.bin;

import io.tailrace.suite.process.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bin/bench} was asked for.
 *
 * @param size how much of everything
 * @param only names of workloads, or how such names begin; all where it is empty
 * @param repeat how many repetitions
 * @param json where all figures are written to as JSON, null for nowhere
 * @param directory where everything is written meanwhile, null for a temporary one
 * @param peers programs of peers, by name
 * @param java the virtual machine to measure, null for the one that runs this
 * @param agentOptions the agent's options, null for the chart's
 * @param collectorOptions the collector's options, null for the chart's
 * @param profile what to profile, null for nothing
 */
record BenchOptions(
        Size size,
        List<String> only,
        int repeat,
        @Nullable Path json,
        @Nullable Path directory,
        Map<String, Path> peers,
        @Nullable String java,
        @Nullable String agentOptions,
        @Nullable String collectorOptions,
        @Nullable Service profile) {

    enum Size {
        QUICK,
        STANDARD,
        LONG
    }

    BenchOptions {
        only = List.copyOf(only);
        peers = Map.copyOf(peers);
    }
}

package io.tailrace.bench.bin;

import io.tailrace.bench.workload.Workload;
import io.tailrace.suite.command.UsageException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which workloads are run. */
final class Selection {

    private Selection() {}

    /**
     * Those that were asked for, and their limits.
     *
     * @param names of workloads, or how such names begin up to a hyphen; all where it is empty
     * @throws UsageException when there is no such workload
     */
    static List<Workload> of(List<Workload> all, List<String> names) {
        if (names.isEmpty()) {
            return all;
        }
        Set<String> chosen = new HashSet<>();
        for (Workload workload : without(all, names)) {
            chosen.add(workload.name());
            chosen.addAll(workload.limits());
        }
        return all.stream().filter(workload -> chosen.contains(workload.name())).toList();
    }

    /** The same without limits. */
    static List<Workload> without(List<Workload> all, List<String> names) {
        for (String name : names) {
            if (all.stream().noneMatch(workload -> isNamed(workload, name))) {
                throw new UsageException("--only takes some of " + names(all) + ", not " + name);
            }
        }
        return all.stream()
                .filter(workload -> names.stream().anyMatch(name -> isNamed(workload, name)))
                .toList();
    }

    private static boolean isNamed(Workload workload, String name) {
        return workload.name().equals(name) || workload.name().startsWith(name + "-");
    }

    private static String names(List<Workload> all) {
        return all.stream().map(Workload::name).collect(Collectors.joining(","));
    }
}

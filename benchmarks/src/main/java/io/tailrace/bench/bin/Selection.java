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
        for (String name : names) {
            List<Workload> matching = all.stream()
                    .filter(workload ->
                            workload.name().equals(name) || workload.name().startsWith(name + "-"))
                    .toList();
            if (matching.isEmpty()) {
                throw new UsageException("--only takes some of " + names(all) + ", not " + name);
            }
            for (Workload workload : matching) {
                chosen.add(workload.name());
                chosen.addAll(workload.limits());
            }
        }
        return all.stream().filter(workload -> chosen.contains(workload.name())).toList();
    }

    private static String names(List<Workload> all) {
        return all.stream().map(Workload::name).collect(Collectors.joining(","));
    }
}

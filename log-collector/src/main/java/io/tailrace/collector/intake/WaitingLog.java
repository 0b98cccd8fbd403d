package io.tailrace.collector.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once what partitions wait for, however long it takes, and once that they don't any more. */
final class WaitingLog {

    private static final Logger log = LoggerFactory.getLogger(WaitingLog.class);

    private Set<String> known = new HashSet<>();
    private boolean complete;

    void note(List<PartitionStatus> partitions) {
        Map<String, List<Integer>> waiting = new TreeMap<>();
        for (PartitionStatus status : partitions) {
            String reason = status.waitingFor();
            if (reason != null) {
                waiting.computeIfAbsent(reason, none -> new ArrayList<>())
                        .add(status.partition().partition());
            }
        }
        waiting.forEach((reason, which) -> {
            if (!known.contains(reason)) {
                log.warn("waiting for=\"{}\" partitions={}", reason, which);
            }
        });
        if (waiting.isEmpty() && !complete) {
            log.info("all partitions are being read partitions={}", partitions.size());
        }
        complete = waiting.isEmpty();
        known = new HashSet<>(waiting.keySet());
    }
}

package io.tailrace.collector.operations;

import io.tailrace.collector.intake.PartitionStatus;
import io.tailrace.collector.inventory.UnownedHost;
import io.tailrace.collector.report.ReportTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down while nothing can be archived, and while a partition of this collector is not being read. It names besides, without
 * being down for it, the hosts that nobody reads, and what is in the broker only.
 */
public final class CollectorHealthIndicator implements HealthIndicator {

    private static final int MOST_HOSTS = 100;

    private final CollectorState state;
    private final ReportSnapshot snapshot;

    public CollectorHealthIndicator(CollectorState state, ReportSnapshot snapshot) {
        this.state = state;
        this.snapshot = snapshot;
    }

    @Override
    public Health health() {
        List<PartitionStatus> partitions = state.partitions();
        String paused = state.pausedBecause();
        Map<String, List<Integer>> waiting = new TreeMap<>();
        for (PartitionStatus status : partitions) {
            String reason = status.waitingFor();
            if (reason != null) {
                waiting.computeIfAbsent(reason, none -> new ArrayList<>())
                        .add(status.partition().partition());
            }
        }
        boolean up = paused == null && waiting.isEmpty() && !partitions.isEmpty();
        Health.Builder health = (up ? Health.up() : Health.down()).withDetail("partitions", partitions.size());
        if (paused != null) {
            health.withDetail("paused", paused);
        }
        if (!waiting.isEmpty()) {
            health.withDetail("waiting", waiting);
        }
        ReportTotals totals = snapshot.latest();
        if (totals != null) {
            health.withDetail("atRiskBytes", totals.bytes().atRisk());
        }
        partitions.stream()
                .mapToLong(PartitionStatus::headroomSeconds)
                .filter(seconds -> seconds >= 0)
                .min()
                .ifPresent(seconds -> health.withDetail("headroomSeconds", seconds));
        List<UnownedHost> unowned = state.unowned();
        if (!unowned.isEmpty()) {
            health.withDetail("unownedHosts", unowned.size())
                    .withDetail("unowned", unowned.stream().limit(MOST_HOSTS).toList());
        }
        return health.build();
    }
}

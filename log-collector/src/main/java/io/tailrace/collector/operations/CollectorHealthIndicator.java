package io.tailrace.collector.operations;

import io.tailrace.collector.intake.PartitionStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while nothing can be archived, and while a partition of this collector is not being read. */
public final class CollectorHealthIndicator implements HealthIndicator {

    private final CollectorState state;

    public CollectorHealthIndicator(CollectorState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        List<PartitionStatus> partitions = state.partitions();
        String paused = state.pausedBecause();
        Map<String, Integer> waiting = new TreeMap<>();
        for (PartitionStatus status : partitions) {
            String reason = status.waitingFor();
            if (reason != null) {
                waiting.merge(reason, 1, Integer::sum);
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
        return health.build();
    }
}

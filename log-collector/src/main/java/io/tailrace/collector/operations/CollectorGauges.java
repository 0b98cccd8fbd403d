package io.tailrace.collector.operations;

import static io.tailrace.collector.operations.CollectorMetrics.PREFIX;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tailrace.collector.intake.PartitionStatus;
import java.io.IOException;
import java.util.List;
import java.util.function.ToLongFunction;

/** What can be read off a collector at any time. Unknown values are NaN. */
public final class CollectorGauges implements MeterBinder {

    private final CollectorState state;
    private final List<Integer> partitions;

    /** @param partitions those of this collector */
    public CollectorGauges(CollectorState state, List<Integer> partitions) {
        this.state = state;
        this.partitions = partitions;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(PREFIX + "paused", state, current -> current.pausedBecause() == null ? 0 : 1)
                .description("1 while nothing can be archived")
                .register(registry);
        Gauge.builder(PREFIX + "archive.free.bytes", this::freeBytes)
                .description("room on the archive's disk")
                .baseUnit("bytes")
                .register(registry);
        for (int partition : partitions) {
            perPartition(registry, "lag.messages", "messages not delivered yet", partition, PartitionStatus::lag);
            perPartition(
                    registry,
                    "ack.pending",
                    "messages delivered and not acknowledged",
                    partition,
                    PartitionStatus::ackPending);
            perPartition(
                    registry,
                    "headroom.seconds",
                    "until the oldest message that is not archived expires",
                    partition,
                    PartitionStatus::headroomSeconds);
            Gauge.builder(PREFIX + "stream.fill", () -> fill(partition))
                    .description("how full the partition's stream is, 0 to 1")
                    .tag("partition", Integer.toString(partition))
                    .register(registry);
        }
    }

    private void perPartition(
            MeterRegistry registry,
            String name,
            String description,
            int partition,
            ToLongFunction<PartitionStatus> value) {
        Gauge.builder(PREFIX + name, () -> value(partition, value))
                .description(description)
                .tag("partition", Integer.toString(partition))
                .register(registry);
    }

    private double value(int partition, ToLongFunction<PartitionStatus> value) {
        for (PartitionStatus status : state.partitions()) {
            if (status.partition().partition() == partition) {
                long known = value.applyAsLong(status);
                return known < 0 ? Double.NaN : known;
            }
        }
        return Double.NaN;
    }

    private double fill(int partition) {
        for (PartitionStatus status : state.partitions()) {
            Double fill = status.streamFill();
            if (status.partition().partition() == partition && fill != null) {
                return fill;
            }
        }
        return Double.NaN;
    }

    private double freeBytes() {
        try {
            return state.archiveFreeBytes();
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}

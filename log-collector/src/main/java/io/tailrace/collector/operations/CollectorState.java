package io.tailrace.collector.operations;

import io.tailrace.collector.deadletter.DeadLetterReplay;
import io.tailrace.collector.intake.PartitionStatus;
import io.tailrace.collector.inventory.UnownedHost;
import io.tailrace.collector.report.CompletenessReport;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a collector while it works. For any thread. */
public interface CollectorState {

    /** How the intake of each partition is doing; empty while the collector doesn't run. */
    List<PartitionStatus> partitions();

    /** Why nothing is archived at present, null when there is no reason. */
    @Nullable String pausedBecause();

    /** Room on the archive's disk, in bytes. */
    long archiveFreeBytes() throws IOException;

    /** What is complete and what is not; null while the collector doesn't run. */
    @Nullable CompletenessReport completeness();

    /** What has dead letters judged once more; null while the collector doesn't run. */
    @Nullable DeadLetterReplay deadLetters();

    /** Hosts whose partition no collector reads. */
    List<UnownedHost> unowned();
}

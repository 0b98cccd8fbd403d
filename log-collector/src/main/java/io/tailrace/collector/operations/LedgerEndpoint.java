package io.tailrace.collector.operations;

import io.tailrace.collector.intake.PartitionStatus;
import io.tailrace.collector.inventory.UnownedHost;
import io.tailrace.collector.report.CompletenessReport;
import io.tailrace.collector.report.ReportTotals;
import io.tailrace.collector.report.SourceReport;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** {@code /actuator/ledger}: what is complete and what is not, source by source, and host by host below {@code /hosts}. */
@Endpoint(id = "ledger")
public final class LedgerEndpoint {

    private static final int DEFAULT_LIMIT = 1000;
    private static final int MAX_LIMIT = 10_000;
    private static final String HOSTS = "hosts";

    private final CollectorState state;
    private final ReportSnapshot snapshot;

    public LedgerEndpoint(CollectorState state, ReportSnapshot snapshot) {
        this.state = state;
        this.snapshot = snapshot;
    }

    /**
     * One page of sources.
     *
     * @param host only this host's sources, all where it is null
     * @param state only those in this state, or {@code silent} for those of silent hosts; all where it is null
     * @param after the last page's {@code next}, null for the first page
     * @param limit number of sources, 1000 where it is null
     */
    @ReadOperation
    public Page ledger(@Nullable String host, @Nullable String state, @Nullable String after, @Nullable Integer limit)
            throws IOException {
        CompletenessReport report = this.state.completeness();
        CompletenessReport.Sources page = report == null
                ? new CompletenessReport.Sources(List.of(), null)
                : report.sources(host, state, after, size(limit));
        return new Page(
                snapshot.fresh(),
                this.state.pausedBecause(),
                this.state.partitions(),
                this.state.unowned(),
                page.sources(),
                page.next());
    }

    /**
     * One page of hosts.
     *
     * @param what is {@code hosts}
     * @param state only those whose worst source is in this state, or {@code silent}; all where it is null
     * @param after the last page's {@code next}, null for the first page
     * @param limit number of hosts, 1000 where it is null
     * @return null for any other {@code what}
     */
    @ReadOperation
    public CompletenessReport.@Nullable Hosts hosts(
            @Selector String what, @Nullable String state, @Nullable String after, @Nullable Integer limit)
            throws IOException {
        if (!what.equals(HOSTS)) {
            return null;
        }
        CompletenessReport report = this.state.completeness();
        return report == null ? new CompletenessReport.Hosts(List.of(), null) : report.hosts(state, after, size(limit));
    }

    private static int size(@Nullable Integer limit) {
        return Math.max(1, Math.min(limit == null ? DEFAULT_LIMIT : limit, MAX_LIMIT));
    }

    /**
     * A page of the ledger.
     *
     * @param totals over everything, a few seconds old at most; null while the collector doesn't run
     * @param paused why nothing is archived at present, null when there is no reason
     * @param partitions of this collector
     * @param unowned hosts whose partition no collector reads, as far as this one can see
     * @param sources of this page
     * @param next what to ask for the next page with, null when this is the last one
     */
    public record Page(
            @Nullable ReportTotals totals,
            @Nullable String paused,
            List<PartitionStatus> partitions,
            List<UnownedHost> unowned,
            List<SourceReport> sources,
            @Nullable String next) {}
}

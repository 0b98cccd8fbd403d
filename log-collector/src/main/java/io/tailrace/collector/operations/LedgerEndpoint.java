package io.tailrace.collector.operations;

import io.tailrace.collector.intake.PartitionStatus;
import io.tailrace.collector.ledger.LedgerReader;
import io.tailrace.collector.ledger.LedgerReader.Totals;
import io.tailrace.collector.ledger.StoredSource;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code /actuator/ledger}: what is archived, source by source. */
@Endpoint(id = "ledger")
public final class LedgerEndpoint {

    private static final int DEFAULT_LIMIT = 1000;
    private static final int MAX_LIMIT = 10_000;

    private final LedgerReader ledger;
    private final CollectorState state;

    public LedgerEndpoint(LedgerReader ledger, CollectorState state) {
        this.ledger = ledger;
        this.state = state;
    }

    /**
     * One page.
     *
     * @param host only this host's sources, all where it is null
     * @param after the last page's {@code next}, null for the first page
     * @param limit number of sources, 1000 where it is null
     */
    @ReadOperation
    public Page ledger(@Nullable String host, @Nullable String after, @Nullable Integer limit) throws IOException {
        int size = Math.max(1, Math.min(limit == null ? DEFAULT_LIMIT : limit, MAX_LIMIT));
        String[] behind = after == null ? new String[] {"", ""} : after.split("/", 2);
        List<StoredSource> rows = ledger.sources(host, behind[0], behind[behind.length - 1], size);
        return new Page(
                ledger.totals(),
                state.pausedBecause(),
                state.partitions(),
                rows.stream().map(SourceReport::of).toList(),
                rows.size() < size
                        ? null
                        : rows.get(rows.size() - 1).key().host() + "/"
                                + rows.get(rows.size() - 1).key().id());
    }

    /**
     * A page of the ledger.
     *
     * @param totals over everything
     * @param paused why nothing is archived at present, null when there is no reason
     * @param partitions of this collector
     * @param sources of this page
     * @param next what to ask for the next page with, null when this is the last one
     */
    public record Page(
            Totals totals,
            @Nullable String paused,
            List<PartitionStatus> partitions,
            List<SourceReport> sources,
            @Nullable String next) {}
}

package io.tailrace.collector.report;

import io.tailrace.collector.ledger.LedgerReader.Totals;
import java.time.Instant;
import java.util.Map;

/**
 * Sums over everything.
 *
 * @param asOf when they were made
 * @param tookMillis how long that took
 * @param hosts by the worst state of their sources
 * @param silentHosts how many are silent besides
 * @param sources by state
 * @param sealed sources that have ended
 * @param bytes sums over the sources
 * @param ledger what else the ledger holds
 */
public record ReportTotals(
        Instant asOf,
        long tookMillis,
        Map<String, Integer> hosts,
        int silentHosts,
        Map<String, Integer> sources,
        int sealed,
        Bytes bytes,
        Totals ledger) {}

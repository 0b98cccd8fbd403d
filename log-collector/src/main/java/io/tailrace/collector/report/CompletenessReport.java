package io.tailrace.collector.report;

import io.tailrace.collector.inventory.HostInventory;
import io.tailrace.collector.inventory.Inventories;
import io.tailrace.collector.ledger.LedgerReader;
import io.tailrace.collector.ledger.PartitionKey;
import io.tailrace.collector.ledger.PartitionState;
import io.tailrace.collector.ledger.StoredSource;
import io.tailrace.protocol.Partitioning;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is complete and what is not: the ledger and the inventories laid side by side, host by host. Nothing is kept between
 * two looks. For any thread.
 */
public final class CompletenessReport {

    /** SQLite's order of text. Java's differs beyond the basic plane. */
    private static final Comparator<String> BY_UTF8 = (a, b) -> {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    };

    private final LedgerReader ledger;
    private final Inventories inventories;
    private final Partitioning partitioning;
    private final Function<String, @Nullable PartitionKey> partitions;
    private final Supplier<Map<PartitionKey, PartitionState>> states;
    private final Clock clock;

    /**
     * A report over a ledger and the inventories.
     *
     * @param partitioning of the whole fleet
     * @param partitions the partition of a host, null where it is none of this collector's
     * @param states how far each partition is
     */
    public CompletenessReport(
            LedgerReader ledger,
            Inventories inventories,
            Partitioning partitioning,
            Function<String, @Nullable PartitionKey> partitions,
            Supplier<Map<PartitionKey, PartitionState>> states,
            Clock clock) {
        this.ledger = ledger;
        this.inventories = inventories;
        this.partitioning = partitioning;
        this.partitions = partitions;
        this.states = states;
        this.clock = clock;
    }

    /**
     * Sources, host by host, each host's in the order of their age.
     *
     * @param host only this host's, null for all
     * @param state only those in this state, {@code silent} for those of silent hosts, null for all
     * @param after the last page's {@code next}, null for the first page
     * @param limit at most this many
     */
    public Sources sources(@Nullable String host, @Nullable String state, @Nullable String after, int limit)
            throws IOException {
        int slash = after == null ? -1 : after.lastIndexOf('/');
        String afterHost = after == null || slash < 0 ? "" : after.substring(0, slash);
        String afterSource = after == null || slash < 0 ? "" : after.substring(slash + 1);
        Instant now = clock.instant();
        List<SourceReport> page = new ArrayList<>();
        scan(host, afterHost, judged -> {
            for (Judgement source : judged.sources()) {
                boolean isBehind = !judged.host().equals(afterHost)
                        || source.id().toString().compareTo(afterSource) > 0;
                if (isBehind && isWanted(source, judged, state, now) && page.size() <= limit) {
                    page.add(source.report());
                }
            }
            return page.size() <= limit;
        });
        if (page.size() <= limit) {
            return new Sources(page, null);
        }
        List<SourceReport> cut = List.copyOf(page.subList(0, limit));
        SourceReport last = cut.get(limit - 1);
        return new Sources(cut, last.host() + "/" + last.source());
    }

    /**
     * Hosts in the order of their names.
     *
     * @param state only those whose worst source is in this state, {@code silent} for silent ones, null for all
     * @param after the last page's {@code next}, null for the first page
     * @param limit at most this many
     */
    public Hosts hosts(@Nullable String state, @Nullable String after, int limit) throws IOException {
        Instant now = clock.instant();
        List<HostReport> page = new ArrayList<>();
        scan(null, after == null ? "" : after, judged -> {
            HostReport report = judged.report(now, partitioning.count());
            boolean isWanted = state == null || report.state().equals(state) || (report.silent() && isSilent(state));
            if (!report.host().equals(after) && isWanted) {
                page.add(report);
            }
            return page.size() <= limit;
        });
        if (page.size() <= limit) {
            return new Hosts(page, null);
        }
        List<HostReport> cut = List.copyOf(page.subList(0, limit));
        return new Hosts(cut, cut.get(limit - 1).host());
    }

    /** Sums over everything. */
    public ReportTotals totals() throws IOException {
        long began = System.nanoTime();
        Instant now = clock.instant();
        Tally all = new Tally();
        Map<String, Integer> hosts = new TreeMap<>();
        int[] silent = {0};
        scan(null, "", judged -> {
            all.add(judged.tally());
            hosts.merge(judged.tally().worst().label(), 1, Integer::sum);
            silent[0] += judged.isSilent(now) ? 1 : 0;
            return true;
        });
        return new ReportTotals(
                now,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                hosts,
                silent[0],
                all.states(),
                all.sealed(),
                all.bytes(),
                ledger.totals());
    }

    private void scan(@Nullable String host, String firstHost, Visitor visitor) throws IOException {
        Map<PartitionKey, PartitionState> now = states.get();
        ledger.scan(hosts(host, firstHost), (name, stored) -> visitor.host(judge(name, stored, now)));
    }

    private HostJudgement judge(String host, List<StoredSource> stored, Map<PartitionKey, PartitionState> now) {
        PartitionKey partition = partitions.apply(host);
        HostInventory inventory = inventories.host(host);
        return new HostJudgement(
                host,
                stored,
                inventory == null || inventory.summary() == null ? null : inventory,
                partitioning.of(host),
                partition == null ? null : now.get(partition));
    }

    private Iterable<String> hosts(@Nullable String host, String first) throws IOException {
        if (host != null) {
            return List.of(host);
        }
        TreeSet<String> hosts = new TreeSet<>(BY_UTF8);
        hosts.addAll(ledger.hosts());
        inventories.own().forEach(inventory -> hosts.add(inventory.host()));
        return hosts.tailSet(first);
    }

    private static boolean isWanted(Judgement source, HostJudgement host, @Nullable String state, Instant now) {
        return state == null || source.state().label().equals(state) || (isSilent(state) && host.isSilent(now));
    }

    private static boolean isSilent(@Nullable String state) {
        return "silent".equals(state);
    }

    private interface Visitor {
        boolean host(HostJudgement judged);
    }

    /**
     * A page of sources.
     *
     * @param sources of the page
     * @param next what to ask for the next page with, null when this is the last one
     */
    public record Sources(
            List<SourceReport> sources, @Nullable String next) {}

    /**
     * A page of hosts.
     *
     * @param hosts of the page
     * @param next what to ask for the next page with, null when this is the last one
     */
    public record Hosts(List<HostReport> hosts, @Nullable String next) {}
}

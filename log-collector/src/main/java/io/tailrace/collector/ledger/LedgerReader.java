package io.tailrace.collector.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks into the ledger beside the one who writes it. For any thread. */
public final class LedgerReader {

    private static final int AT_ONCE = 500;

    private final LedgerReading reading;

    public LedgerReader(Path stateDirectory) {
        this.reading = new LedgerReading(stateDirectory);
    }

    /**
     * Sources in the order of their hosts' names (by UTF-8) and of their ids, which is the one of their age.
     *
     * @param host only this host's, null for all
     * @param afterHost only those behind this host's ...
     * @param afterSource ... source of this id; both empty for all
     * @param limit at most this many
     */
    public List<StoredSource> sources(@Nullable String host, String afterHost, String afterSource, int limit)
            throws IOException {
        return reading.read(statements -> new SourceRows(statements).after(host, afterHost, afterSource, limit));
    }

    /** All sources of a host. */
    public List<StoredSource> sources(String host) throws IOException {
        return reading.read(statements -> {
            SourceRows rows = new SourceRows(statements);
            List<StoredSource> all = new ArrayList<>();
            List<StoredSource> page = rows.after(host, "", "", AT_ONCE);
            while (!page.isEmpty()) {
                all.addAll(page);
                page = rows.after(
                        host, host, page.get(page.size() - 1).key().id().toString(), AT_ONCE);
            }
            return all;
        });
    }

    /** How far each partition was committed that was ever read. */
    public Map<PartitionKey, PartitionState> partitions() throws IOException {
        return reading.read(statements -> {
            PartitionTable table = new PartitionTable(statements);
            List<PartitionKey> keys = statements.list(
                    "SELECT stream, partition FROM position", row -> new PartitionKey(row.getString(1), row.getInt(2)));
            Map<PartitionKey, PartitionState> states = new HashMap<>();
            for (PartitionKey key : keys) {
                states.put(key, Objects.requireNonNull(table.find(key)));
            }
            return states;
        });
    }

    /** Sums over everything. */
    public Totals totals() throws IOException {
        return reading.read(statements -> new Totals(
                statements.number("SELECT count(DISTINCT host) FROM source"),
                statements.number("SELECT count(*) FROM source"),
                statements.number("SELECT count(*) FROM source WHERE seal_reason IS NOT NULL"),
                sumOfRanges(statements, "archived"),
                sumOfRanges(statements, "presumed"),
                statements.number("SELECT coalesce(sum(length), 0) FROM plain_file"),
                statements.number("SELECT coalesce(sum(damaged_bytes), 0) FROM plain_file"),
                statements.number("SELECT count(*) FROM dead_letter"),
                statements.number("SELECT coalesce(sum(messages), 0) FROM dead_letter_overflow"),
                statements.number("SELECT count(*) FROM found_file"),
                statements.number("SELECT coalesce(sum(length), 0) FROM found_file")));
    }

    private static long sumOfRanges(Statements statements, String table) throws SQLException {
        return statements.number("SELECT coalesce(sum(end_offset - start_offset), 0) FROM " + table);
    }

    /**
     * Sums over everything.
     *
     * @param hosts that anything with a span is known of
     * @param sources of all hosts
     * @param sealed sources that have ended
     * @param archivedBytes of all sources
     * @param presumedBytes of all sources
     * @param plainBytes of all messages without a span
     * @param damagedPlainBytes how many of those are not in their files any more
     * @param deadLetters kept
     * @param deadLettersDropped of hosts that had too many of them
     * @param foundFiles archive files that nothing is known of but their names
     * @param foundBytes their lengths
     */
    public record Totals(
            long hosts,
            long sources,
            long sealed,
            long archivedBytes,
            long presumedBytes,
            long plainBytes,
            long damagedPlainBytes,
            long deadLetters,
            long deadLettersDropped,
            long foundFiles,
            long foundBytes) {}
}

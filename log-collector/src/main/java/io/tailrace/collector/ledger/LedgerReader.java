package io.tailrace.collector.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks into the ledger beside the one who writes it. For any thread. */
public final class LedgerReader {

    private final LedgerReading reading;

    public LedgerReader(Path stateDirectory) {
        this.reading = new LedgerReading(stateDirectory);
    }

    /** All sources of a host, in the order of their ids, which is the one of their age. */
    public List<StoredSource> sources(String host) throws IOException {
        return reading.read(statements -> new SourceRows(statements).ofHost(host));
    }

    /** The hosts that have sources, in the order of their names' UTF-8. */
    public List<String> hosts() throws IOException {
        return reading.read(
                statements -> statements.list("SELECT DISTINCT host FROM source ORDER BY 1", row -> row.getString(1)));
    }

    /** Looks at the sources of one host after the other, all as they are at one moment. */
    public void scan(Iterable<String> hosts, HostVisitor visitor) throws IOException {
        reading.read(statements -> {
            SourceRows rows = new SourceRows(statements);
            for (String host : hosts) {
                if (!visitor.host(host, rows.ofHost(host))) {
                    break;
                }
            }
            return true;
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

    /** Shown the sources of hosts. */
    @FunctionalInterface
    public interface HostVisitor {

        /** Looks at all sources of a host; returns whether to go on. */
        boolean host(String host, List<StoredSource> sources);
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

package io.tailrace.collector.ledger;

import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into the ledger beside the one who writes it, with a connection of its own a call. For any thread. */
public final class LedgerReader {

    private final Path stateDirectory;

    public LedgerReader(Path stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    /**
     * Sources in the order of their first message here.
     *
     * @param host only this host's, null for all
     * @param after only those behind this row, 0 for all
     * @param limit at most this many
     */
    public List<SourceRow> sources(@Nullable String host, long after, int limit) throws IOException {
        return read(connection -> {
            List<SourceRow> rows = new ArrayList<>();
            Map<Long, List<Span>> archived = ranges(connection, "archived", host, after, limit);
            Map<Long, List<Span>> lost = ranges(connection, "lost", host, after, limit);
            String sql = "SELECT id, host, source, path, input, delivery, shipped_from, file, acked, sealed_length,"
                    + " seal_reason FROM source" + PAGE;
            try (PreparedStatement select = page(connection, sql, host, after, limit);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long id = row.getLong(1);
                    String reason = row.getString(11);
                    rows.add(new SourceRow(
                            id,
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getLong(7),
                            row.getString(8),
                            row.getLong(9),
                            reason == null ? null : row.getLong(10),
                            reason,
                            archived.getOrDefault(id, List.of()),
                            lost.getOrDefault(id, List.of())));
                }
            }
            return rows;
        });
    }

    /** Sums over everything. */
    public Totals totals() throws IOException {
        String sql = "SELECT (SELECT count(DISTINCT host) FROM source), (SELECT count(*) FROM source),"
                + " (SELECT count(*) FROM source WHERE seal_reason IS NOT NULL),"
                + " (SELECT coalesce(sum(end_offset - start_offset), 0) FROM archived),"
                + " (SELECT coalesce(sum(length), 0) FROM plain_file), (SELECT count(*) FROM dead_letter)";
        return read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet row = select.executeQuery()) {
                return new Totals(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
            }
        });
    }

    /** The oldest dead letters that are not in the dead-letter stream yet. */
    public List<StoredDeadLetter> unpublished(int limit) throws IOException {
        String sql =
                "SELECT id, stream, partition, stream_created, sequence, timestamp_nanos, subject, headers, payload,"
                        + " reason, detail FROM dead_letter WHERE published = 0 ORDER BY id LIMIT ?";
        return read(connection -> {
            List<StoredDeadLetter> letters = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setInt(1, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        letters.add(new StoredDeadLetter(row.getLong(1), letter(row)));
                    }
                }
            }
            return letters;
        });
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        byte[] payload = row.getBytes(9);
        return new DeadLetter(
                new PartitionKey(row.getString(2), row.getInt(3)),
                new StreamPosition(row.getString(4), row.getLong(5), row.getLong(6), 0),
                row.getString(7),
                row.getString(8),
                payload == null ? new byte[0] : payload,
                DeadLetter.Reason.valueOf(row.getString(10)),
                row.getString(11));
    }

    private static final String PAGE = " WHERE (?1 IS NULL OR host = ?1) AND id > ?2 ORDER BY id LIMIT ?3";

    private static Map<Long, List<Span>> ranges(
            Connection connection, String table, @Nullable String host, long after, int limit) throws SQLException {
        String sql = "SELECT start_offset, end_offset, source FROM " + table + " WHERE source IN (SELECT id FROM source"
                + PAGE + ") ORDER BY source, start_offset";
        Map<Long, List<Span>> ranges = new HashMap<>();
        try (PreparedStatement select = page(connection, sql, host, after, limit);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ranges.computeIfAbsent(row.getLong(3), none -> new ArrayList<>())
                        .add(SqliteLedger.span(row));
            }
        }
        return ranges;
    }

    private static PreparedStatement page(
            Connection connection, String sql, @Nullable String host, long after, int limit) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setString(1, host);
        select.setLong(2, after);
        select.setInt(3, limit);
        return select;
    }

    private <T> T read(Query<T> query) throws IOException {
        try (Connection connection = LedgerDatabase.openForReading(stateDirectory)) {
            return query.run(connection);
        } catch (SQLException e) {
            throw new IOException("the ledger can't be read: " + e.getMessage(), e);
        }
    }

    private interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * What the ledger knows of a source.
     *
     * @param row its place in the ledger
     * @param host unescaped host name
     * @param source its id
     * @param path where it was found
     * @param input the agent's input that matched it
     * @param delivery how it is sent
     * @param from the offset that it is shipped from
     * @param file its archive file, relative to the archive's directory
     * @param acked the highest {@code Log-Acked} seen
     * @param sealedLength its final length in bytes, null while it is open
     * @param sealReason why it ended, null while it is open
     * @param archived ranges in the archive
     * @param lost ranges that its agent could not read
     */
    public record SourceRow(
            long row,
            String host,
            String source,
            String path,
            String input,
            String delivery,
            long from,
            String file,
            long acked,
            @Nullable Long sealedLength,
            @Nullable String sealReason,
            List<Span> archived,
            List<Span> lost) {}

    /**
     * Sums over everything.
     *
     * @param hosts that have sent anything with a span
     * @param sources of all hosts
     * @param sealed sources that have ended
     * @param archivedBytes of all sources
     * @param plainBytes of all messages without a span
     * @param deadLetters kept
     */
    public record Totals(
            long hosts, long sources, long sealed, long archivedBytes, long plainBytes, long deadLetters) {}

    /**
     * A dead letter in the ledger.
     *
     * @param id its place in the ledger
     * @param letter the message and why it is here
     */
    public record StoredDeadLetter(long id, DeadLetter letter) {}
}

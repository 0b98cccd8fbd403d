package io.tailrace.collector.ledger;

import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the ledger's rows of sources, for the one who writes and for those who look. */
final class SourceRows {

    private static final String COLUMNS = "SELECT id, host, source, path, input, delivery, shipped_from, file, acked,"
            + " first_offset, is_older, last_sequence, epoch, sealed_length, seal_reason FROM source ";

    private final Statements statements;

    SourceRows(Statements statements) {
        this.statements = statements;
    }

    @Nullable StoredSource find(SourceKey key) throws SQLException {
        Row row = statements.first(
                COLUMNS + "WHERE host = ? AND source = ?",
                Row::of,
                key.host(),
                key.id().toString());
        return row == null ? null : whole(row);
    }

    /** The sources behind one in the order of hosts and ids; at most so many. */
    List<StoredSource> after(@Nullable String host, String afterHost, String afterSource, int limit)
            throws SQLException {
        List<Row> rows = host == null
                ? statements.list(
                        COLUMNS + "WHERE (host, source) > (?, ?) ORDER BY host, source LIMIT ?",
                        Row::of,
                        afterHost,
                        afterSource,
                        limit)
                : statements.list(
                        COLUMNS + "WHERE host = ? AND source > ? ORDER BY source LIMIT ?",
                        Row::of,
                        host,
                        afterHost.equals(host) ? afterSource : "",
                        limit);
        List<StoredSource> sources = new ArrayList<>(rows.size());
        for (Row row : rows) {
            sources.add(whole(row));
        }
        return sources;
    }

    private StoredSource whole(Row row) throws SQLException {
        return new StoredSource(
                row.id,
                row.key,
                row.path,
                row.input,
                row.delivery,
                row.from,
                row.file,
                row.progress,
                row.sealReason == null
                        ? null
                        : new Seal(row.sealedLength, row.sealReason, RangeRows.of(statements, "lost", row.id)),
                RangeRows.of(statements, "archived", row.id),
                RangeRows.of(statements, "presumed", row.id),
                gaps(row.id));
    }

    private List<Gap> gaps(long source) throws SQLException {
        return statements.list(
                "SELECT start_offset, end_offset, reason, found_at_millis FROM gap WHERE source = ? ORDER BY 1",
                row -> new Gap(
                        new Span(row.getLong(1), row.getLong(2)),
                        GapReason.valueOf(row.getString(3)),
                        Instant.ofEpochMilli(row.getLong(4))),
                source);
    }

    private record Row(
            long id,
            SourceKey key,
            String path,
            String input,
            Delivery delivery,
            long from,
            String file,
            SourceProgress progress,
            long sealedLength,
            @Nullable SealReason sealReason) {

        static Row of(ResultSet row) throws SQLException {
            String seal = row.getString(15);
            return new Row(
                    row.getLong(1),
                    new SourceKey(row.getString(2), SourceId.parse(row.getString(3))),
                    row.getString(4),
                    row.getString(5),
                    Delivery.valueOf(row.getString(6)),
                    row.getLong(7),
                    row.getString(8),
                    new SourceProgress(
                            row.getLong(9), row.getLong(10), row.getInt(11) != 0, row.getLong(12), row.getInt(13)),
                    row.getLong(14),
                    seal == null ? null : SealReason.valueOf(seal));
        }
    }
}

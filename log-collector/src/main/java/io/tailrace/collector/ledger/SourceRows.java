package io.tailrace.collector.ledger;

import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the ledger's rows of sources, for the one who writes and for those who look. */
final class SourceRows {

    private static final String COLUMNS = "SELECT id, host, source, path, input, delivery, shipped_from, file, acked,"
            + " first_offset, is_older, behind_sequence, epoch, sealed_length, seal_reason FROM source ";

    private static final String GAP_COLUMNS =
            "SELECT start_offset, end_offset, reason, found_at_millis, source FROM gap";
    private static final String OF_HOST =
            " WHERE source IN (SELECT id FROM source WHERE host = ?) ORDER BY source, start_offset";

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

    /** All sources of a host, in the order of their ids, which is the one of their age. */
    List<StoredSource> ofHost(String host) throws SQLException {
        Map<Long, List<Span>> archived = ranges("archived", host);
        Map<Long, List<Span>> presumed = ranges("presumed", host);
        Map<Long, List<Span>> lost = ranges("lost", host);
        Map<Long, List<Gap>> gaps = gaps(host);
        List<StoredSource> sources = new ArrayList<>();
        for (Row row : statements.list(COLUMNS + "WHERE host = ? ORDER BY source", Row::of, host)) {
            sources.add(row.with(
                    lost.getOrDefault(row.id, List.of()),
                    archived.getOrDefault(row.id, List.of()),
                    presumed.getOrDefault(row.id, List.of()),
                    gaps.getOrDefault(row.id, List.of())));
        }
        return sources;
    }

    private Map<Long, List<Span>> ranges(String table, String host) throws SQLException {
        Map<Long, List<Span>> ranges = new HashMap<>();
        statements.list(
                "SELECT start_offset, end_offset, source FROM " + table + OF_HOST,
                row -> ranges.computeIfAbsent(row.getLong(3), none -> new ArrayList<>(1))
                        .add(RangeRows.span(row)),
                host);
        return ranges;
    }

    private Map<Long, List<Gap>> gaps(String host) throws SQLException {
        Map<Long, List<Gap>> gaps = new HashMap<>();
        statements.list(
                GAP_COLUMNS + OF_HOST,
                row -> gaps.computeIfAbsent(row.getLong(5), none -> new ArrayList<>(1))
                        .add(gap(row)),
                host);
        return gaps;
    }

    private StoredSource whole(Row row) throws SQLException {
        return row.with(
                RangeRows.of(statements, "lost", row.id),
                RangeRows.of(statements, "archived", row.id),
                RangeRows.of(statements, "presumed", row.id),
                statements.list(GAP_COLUMNS + " WHERE source = ? ORDER BY 1", SourceRows::gap, row.id));
    }

    private static Gap gap(ResultSet row) throws SQLException {
        return new Gap(RangeRows.span(row), GapReason.valueOf(row.getString(3)), Instant.ofEpochMilli(row.getLong(4)));
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

        StoredSource with(List<Span> lost, List<Span> archived, List<Span> presumed, List<Gap> gaps) {
            Seal seal = sealReason == null ? null : new Seal(sealedLength, sealReason, lost);
            return new StoredSource(
                    id, key, path, input, delivery, from, file, progress, seal, archived, presumed, gaps);
        }

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

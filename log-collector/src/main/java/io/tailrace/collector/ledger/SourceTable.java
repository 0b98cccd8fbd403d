package io.tailrace.collector.ledger;

import static io.tailrace.collector.ledger.SqliteLedger.span;

import io.tailrace.collector.ledger.SqliteLedger.Statements;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Intervals;
import io.tailrace.protocol.SealReason;
import io.tailrace.protocol.Span;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger's rows of sources, their archived ranges and what was lost before it was read. */
final class SourceTable {

    private final Statements statements;

    SourceTable(Statements statements) {
        this.statements = statements;
    }

    @Nullable ArchivedSource find(SourceKey key) throws SQLException {
        PreparedStatement select = statements.get("SELECT id, path, input, delivery, shipped_from, file, acked,"
                + " sealed_length, seal_reason FROM source WHERE host = ? AND source = ?");
        select.setString(1, key.host());
        select.setString(2, key.id().toString());
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            long id = row.getLong(1);
            String reason = row.getString(9);
            return new ArchivedSource(
                    id,
                    key,
                    row.getString(2),
                    row.getString(3),
                    Delivery.valueOf(row.getString(4)),
                    row.getLong(5),
                    row.getString(6),
                    new Intervals(
                            spans("SELECT start_offset, end_offset FROM archived WHERE source = ? ORDER BY 1", id)),
                    row.getLong(7),
                    reason == null
                            ? null
                            : new Seal(
                                    row.getLong(8),
                                    SealReason.valueOf(reason),
                                    spans(
                                            "SELECT start_offset, end_offset FROM lost WHERE source = ? ORDER BY 1",
                                            id)));
        }
    }

    boolean isTaken(String file) throws SQLException {
        PreparedStatement select = statements.get("SELECT 1 FROM source WHERE file = ?");
        select.setString(1, file);
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    /** Brings the rows of a source up to date; returns its row's id. */
    long store(ArchivedSource source) throws SQLException {
        long row = source.row() == ArchivedSource.NOT_STORED ? insert(source) : update(source);
        PreparedStatement upsert =
                statements.get("INSERT OR REPLACE INTO archived (source, start_offset, end_offset) VALUES (?, ?, ?)");
        PreparedStatement delete = statements.get("DELETE FROM archived WHERE source = ? AND start_offset = ?");
        for (long start : source.changedStarts()) {
            long end = source.intervals().endOf(start);
            if (end < 0) {
                delete.setLong(1, row);
                delete.setLong(2, start);
                delete.executeUpdate();
            } else {
                upsert.setLong(1, row);
                upsert.setLong(2, start);
                upsert.setLong(3, end);
                upsert.executeUpdate();
            }
        }
        return row;
    }

    private long insert(ArchivedSource source) throws SQLException {
        PreparedStatement insert =
                statements.get("INSERT INTO source (host, source, path, input, delivery, shipped_from, file, acked,"
                        + " sealed_length, seal_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
        insert.setString(1, source.key().host());
        insert.setString(2, source.key().id().toString());
        insert.setString(3, source.path());
        insert.setString(4, source.input());
        insert.setString(5, source.delivery().name());
        insert.setLong(6, source.from());
        insert.setString(7, source.file());
        bindProgress(insert, 8, source);
        long row;
        try (ResultSet inserted = insert.executeQuery()) {
            inserted.next();
            row = inserted.getLong(1);
        }
        storeLost(row, source);
        return row;
    }

    private long update(ArchivedSource source) throws SQLException {
        PreparedStatement update =
                statements.get("UPDATE source SET acked = ?, sealed_length = ?, seal_reason = ? WHERE id = ?");
        bindProgress(update, 1, source);
        update.setLong(4, source.row());
        update.executeUpdate();
        storeLost(source.row(), source);
        return source.row();
    }

    private static void bindProgress(PreparedStatement statement, int first, ArchivedSource source)
            throws SQLException {
        Seal seal = source.seal();
        statement.setLong(first, source.acked());
        if (seal == null) {
            statement.setNull(first + 1, Types.BIGINT);
            statement.setNull(first + 2, Types.VARCHAR);
        } else {
            statement.setLong(first + 1, seal.length());
            statement.setString(first + 2, seal.reason().name());
        }
    }

    private void storeLost(long row, ArchivedSource source) throws SQLException {
        Seal seal = source.seal();
        if (seal == null || seal.lost().isEmpty()) {
            return;
        }
        PreparedStatement insert =
                statements.get("INSERT OR REPLACE INTO lost (source, start_offset, end_offset) VALUES (?, ?, ?)");
        for (Span lost : seal.lost()) {
            insert.setLong(1, row);
            insert.setLong(2, lost.start());
            insert.setLong(3, lost.end());
            insert.executeUpdate();
        }
    }

    private List<Span> spans(String select, long source) throws SQLException {
        PreparedStatement statement = statements.get(select);
        statement.setLong(1, source);
        List<Span> spans = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                spans.add(span(row));
            }
        }
        return spans;
    }
}

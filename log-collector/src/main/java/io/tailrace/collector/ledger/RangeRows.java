package io.tailrace.collector.ledger;

import io.tailrace.protocol.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Rows of a source that are ranges of its bytes. */
final class RangeRows {

    private RangeRows() {}

    /** The ranges of a source in a table, in order. */
    static List<Span> of(Statements statements, String table, long source) throws SQLException {
        return statements.list(
                "SELECT start_offset, end_offset FROM " + table + " WHERE source = ? ORDER BY 1",
                RangeRows::span,
                source);
    }

    /** Has a table hold these ranges of a source and no others. */
    static void replace(Statements statements, String table, long source, List<Span> ranges) throws SQLException {
        statements.update("DELETE FROM " + table + " WHERE source = ?", source);
        for (Span range : ranges) {
            statements.update(
                    "INSERT INTO " + table + " (source, start_offset, end_offset) VALUES (?, ?, ?)",
                    source,
                    range.start(),
                    range.end());
        }
    }

    static Span span(ResultSet row) throws SQLException {
        return new Span(row.getLong(1), row.getLong(2));
    }
}

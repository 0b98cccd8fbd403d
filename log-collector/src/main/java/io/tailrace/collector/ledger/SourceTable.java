package io.tailrace.collector.ledger;

import io.tailrace.collector.ledger.Statements.Reader;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes the ledger's rows of sources, of what is archived of them and of what is not. */
final class SourceTable {

    private static final Reader<Long> ID = row -> row.getLong(1);

    private final Statements statements;
    private final SourceRows rows;

    SourceTable(Statements statements) {
        this.statements = statements;
        this.rows = new SourceRows(statements);
    }

    @Nullable ArchivedSource find(SourceKey key) throws SQLException {
        StoredSource stored = rows.find(key);
        return stored == null ? null : new ArchivedSource(stored);
    }

    boolean isTaken(String file) throws SQLException {
        return statements.first("SELECT 1 FROM source WHERE file = ?", ID, file) != null;
    }

    /** Brings the rows of a source up to date; returns its row's id. */
    long store(ArchivedSource source) throws SQLException {
        long row = source.row() == ArchivedSource.NOT_STORED ? insert(source) : update(source);
        storeArchived(source, row);
        if (source.isPresumedChanged()) {
            RangeRows.replace(statements, "presumed", row, source.presumed().ranges());
        }
        Seal seal = source.seal();
        if (source.isSealChanged() && seal != null) {
            RangeRows.replace(statements, "lost", row, seal.lost());
        }
        if (source.gaps().isChanged()) {
            storeGaps(source, row);
        }
        return row;
    }

    private void storeArchived(ArchivedSource source, long row) throws SQLException {
        for (long start : source.changedStarts()) {
            long end = source.archived().endOf(start);
            if (end < 0) {
                statements.update("DELETE FROM archived WHERE source = ? AND start_offset = ?", row, start);
            } else {
                statements.update(
                        "INSERT OR REPLACE INTO archived (source, start_offset, end_offset) VALUES (?, ?, ?)",
                        row,
                        start,
                        end);
            }
        }
    }

    private void storeGaps(ArchivedSource source, long row) throws SQLException {
        statements.update("DELETE FROM gap WHERE source = ?", row);
        for (Gap gap : source.gaps().all()) {
            statements.update(
                    "INSERT INTO gap (source, start_offset, end_offset, reason, found_at_millis) VALUES (?, ?, ?, ?, ?)",
                    row,
                    gap.span().start(),
                    gap.span().end(),
                    gap.reason().name(),
                    gap.foundAt().toEpochMilli());
        }
    }

    private long insert(ArchivedSource source) throws SQLException {
        SourceProgress progress = source.progress();
        Seal seal = source.seal();
        Long id = statements.first(
                "INSERT INTO source (host, source, path, input, delivery, shipped_from, file, acked, first_offset, is_older,"
                        + " behind_sequence, epoch, sealed_length, seal_reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                ID,
                source.key().host(),
                source.key().id().toString(),
                source.path(),
                source.input(),
                source.delivery().name(),
                source.from(),
                source.file(),
                progress.acked(),
                progress.firstOffset(),
                progress.isOlder() ? 1 : 0,
                progress.behindSequence(),
                progress.epoch(),
                seal == null ? null : seal.length(),
                seal == null ? null : seal.reason().name());
        if (id == null) {
            throw new SQLException("inserting a source returned no row");
        }
        return id;
    }

    private long update(ArchivedSource source) throws SQLException {
        SourceProgress progress = source.progress();
        Seal seal = source.seal();
        statements.update(
                "UPDATE source SET acked = ?, first_offset = ?, is_older = ?, behind_sequence = ?, epoch = ?,"
                        + " sealed_length = ?, seal_reason = ? WHERE id = ?",
                progress.acked(),
                progress.firstOffset(),
                progress.isOlder() ? 1 : 0,
                progress.behindSequence(),
                progress.epoch(),
                seal == null ? null : seal.length(),
                seal == null ? null : seal.reason().name(),
                source.row());
        return source.row();
    }
}

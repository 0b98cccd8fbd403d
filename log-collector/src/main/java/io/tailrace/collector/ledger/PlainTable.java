package io.tailrace.collector.ledger;

import java.sql.SQLException;

/** The ledger's rows of messages without a span, and of the files that they are appended to. */
final class PlainTable {

    private final Statements statements;

    PlainTable(Statements statements) {
        this.statements = statements;
    }

    long length(String file) throws SQLException {
        return statements.number("SELECT length FROM plain_file WHERE file = ?", file);
    }

    void storeLength(String file, long length) throws SQLException {
        statements.update(
                "INSERT INTO plain_file (file, length) VALUES (?, ?) ON CONFLICT (file) DO UPDATE SET"
                        + " length = excluded.length",
                file,
                length);
    }

    boolean isKnown(PlainMessage message) throws SQLException {
        return statements.first(
                        "SELECT 1 FROM plain_message WHERE stream = ? AND partition = ? AND sequence = ?"
                                + " AND timestamp_nanos = ?",
                        row -> row.getLong(1),
                        message.partition().stream(),
                        message.partition().partition(),
                        message.sequence(),
                        message.timestampNanos())
                != null;
    }

    long highest(PartitionKey partition) throws SQLException {
        return statements.number(
                "SELECT coalesce(max(sequence), 0) FROM plain_message WHERE stream = ? AND partition = ?",
                partition.stream(),
                partition.partition());
    }

    void store(PlainMessage message) throws SQLException {
        statements.update(
                "INSERT OR IGNORE INTO plain_message (stream, partition, sequence, timestamp_nanos) VALUES (?, ?, ?, ?)",
                message.partition().stream(),
                message.partition().partition(),
                message.sequence(),
                message.timestampNanos());
    }

    /** What the stream has not got any more can't be read a second time. */
    void forgetBefore(PartitionKey partition, long sequence) throws SQLException {
        statements.update(
                "DELETE FROM plain_message WHERE stream = ? AND partition = ? AND sequence < ?",
                partition.stream(),
                partition.partition(),
                sequence);
    }
}

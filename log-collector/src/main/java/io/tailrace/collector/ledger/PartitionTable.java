package io.tailrace.collector.ledger;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger's rows of partitions: how far each is, and where the stream's beginning has passed it. */
final class PartitionTable {

    private final Statements statements;

    PartitionTable(Statements statements) {
        this.statements = statements;
    }

    @Nullable PartitionState find(PartitionKey partition) throws SQLException {
        return statements.first(
                "SELECT stream_created, sequence, timestamp_nanos, began_created, began_sequence, began_nanos,"
                        + " read_until, plain_until_nanos, epoch, voided_at_nanos FROM position WHERE stream = ? AND partition = ?",
                row -> new PartitionState(
                        new StreamPosition(row.getString(1), row.getLong(2), row.getLong(3)),
                        new Beginning(row.getString(4), row.getLong(5), row.getLong(6)),
                        row.getLong(7),
                        row.getLong(8),
                        row.getInt(9),
                        row.getLong(10)),
                partition.stream(),
                partition.partition());
    }

    void store(PartitionKey partition, PartitionState state) throws SQLException {
        statements.update(
                "INSERT OR REPLACE INTO position (stream, partition, stream_created, sequence, timestamp_nanos,"
                        + " began_created, began_sequence, began_nanos, read_until, plain_until_nanos, epoch,"
                        + " voided_at_nanos) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                partition.stream(),
                partition.partition(),
                state.position().created(),
                state.position().sequence(),
                state.position().timestampNanos(),
                state.beginning().created(),
                state.beginning().sequence(),
                state.beginning().timeNanos(),
                state.readUntil(),
                state.plainUntilNanos(),
                state.epoch(),
                state.voidedAtNanos());
    }

    List<Passing> passings(PartitionKey partition) throws SQLException {
        return statements.list(
                "SELECT sequence, reason FROM passed WHERE stream = ? AND partition = ?",
                row -> new Passing(partition, row.getLong(1), GapReason.valueOf(row.getString(2))),
                partition.stream(),
                partition.partition());
    }

    void store(Passing passing) throws SQLException {
        statements.update(
                "INSERT OR REPLACE INTO passed (stream, partition, reason, sequence) VALUES (?, ?, ?, ?)",
                passing.partition().stream(),
                passing.partition().partition(),
                passing.reason().name(),
                passing.sequence());
    }

    /** Sequences of before say nothing about a stream that is not what it was. */
    void forgetPassings(PartitionKey partition) throws SQLException {
        statements.update(
                "DELETE FROM passed WHERE stream = ? AND partition = ?", partition.stream(), partition.partition());
    }
}

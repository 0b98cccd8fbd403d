package io.tailrace.collector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection's statements, each prepared once. For one thread. */
final class Statements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Changes rows; returns how many. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        return Objects.requireNonNull(run(sql, PreparedStatement::executeUpdate, values));
    }

    /** All rows that a query finds. */
    <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> rows = new ArrayList<>();
        run(
                sql,
                statement -> {
                    try (ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            rows.add(reader.read(row));
                        }
                    }
                    return null;
                },
                values);
        return rows;
    }

    /** The first row that a query finds, null when it finds none. */
    <T> @Nullable T first(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        return run(
                sql,
                statement -> {
                    try (ResultSet row = statement.executeQuery()) {
                        return row.next() ? reader.read(row) : null;
                    }
                },
                values);
    }

    /** The number that a query finds, 0 when it finds none. */
    long number(String sql, @Nullable Object... values) throws SQLException {
        return Objects.requireNonNullElse(first(sql, row -> row.getLong(1), values), 0L);
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
    }

    /** The driver closes a statement that has failed, so that one is prepared anew. */
    private <R> @Nullable R run(String sql, Work<R> work, @Nullable Object... values) throws SQLException {
        try {
            return work.on(bound(sql, values));
        } catch (SQLException e) {
            PreparedStatement failed = prepared.remove(sql);
            if (failed != null) {
                closeBecauseOf(failed, e);
            }
            throw e;
        }
    }

    private static void closeBecauseOf(PreparedStatement failed, SQLException why) {
        try {
            failed.close();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private interface Work<R> {
        @Nullable R on(PreparedStatement statement) throws SQLException;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}

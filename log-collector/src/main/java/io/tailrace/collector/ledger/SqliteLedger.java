package io.tailrace.collector.ledger;

import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ledger in SQLite: write-ahead log, synchronous=FULL, one transaction a commit. */
public final class SqliteLedger implements Ledger {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final SourceTable sources;
    private final UUID id;
    private long nextProbe;

    private SqliteLedger(Connection connection) throws SQLException {
        this.connection = connection;
        this.sources = new SourceTable(this::statement);
        this.id = readOrMintId();
    }

    /**
     * Opens the ledger of a state directory, and creates it if need be.
     *
     * @throws IOException when it can't be read or written, or was written by a newer version
     */
    public static SqliteLedger open(Path stateDirectory) throws IOException {
        Connection connection = LedgerDatabase.openForWriting(stateDirectory);
        try {
            return new SqliteLedger(connection);
        } catch (SQLException e) {
            throw failed("open", e);
        }
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public boolean isFresh() throws IOException {
        try (ResultSet row = statement("SELECT EXISTS (SELECT 1 FROM position)").executeQuery()) {
            return row.getInt(1) == 0;
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    @Override
    public @Nullable ArchivedSource find(SourceKey key) throws IOException {
        try {
            return sources.find(key);
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    @Override
    public boolean isTaken(String file) throws IOException {
        try {
            return sources.isTaken(file);
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    @Override
    public long plainLength(String file) throws IOException {
        try {
            PreparedStatement select = statement("SELECT length FROM plain_file WHERE file = ?");
            select.setString(1, file);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    @Override
    public @Nullable StreamPosition position(PartitionKey partition) throws IOException {
        try {
            PreparedStatement select =
                    statement("SELECT stream_created, sequence, timestamp_nanos, plain_until_nanos FROM position"
                            + " WHERE stream = ? AND partition = ?");
            select.setString(1, partition.stream());
            select.setInt(2, partition.partition());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new StreamPosition(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4))
                        : null;
            }
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    @Override
    public void commit(LedgerChanges changes) throws IOException {
        Map<ArchivedSource, Long> rows = new HashMap<>();
        transaction(() -> {
            for (ArchivedSource source : changes.sources()) {
                if (source.isChanged()) {
                    rows.put(source, sources.store(source));
                }
            }
            for (Map.Entry<String, Long> plain : changes.plainLengths().entrySet()) {
                storePlainLength(plain.getKey(), plain.getValue());
            }
            for (DeadLetter letter : changes.deadLetters()) {
                storeDeadLetter(letter);
            }
            for (Map.Entry<PartitionKey, StreamPosition> position :
                    changes.positions().entrySet()) {
                storePosition(position.getKey(), position.getValue());
            }
        });
        rows.forEach(ArchivedSource::stored);
    }

    @Override
    public void markPublished(Collection<Long> deadLetters) throws IOException {
        transaction(() -> {
            PreparedStatement update = statement("UPDATE dead_letter SET published = 1 WHERE id = ?");
            for (Long letter : deadLetters) {
                update.setLong(1, letter);
                update.executeUpdate();
            }
        });
    }

    @Override
    public void probe() throws IOException {
        nextProbe++;
        transaction(() -> storeMeta("probe", Long.toString(nextProbe)));
    }

    @Override
    public void close() throws IOException {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw failed("close", e);
        }
    }

    private UUID readOrMintId() throws SQLException {
        try (ResultSet row =
                statement("SELECT value FROM meta WHERE key = 'ledger-id'").executeQuery()) {
            if (row.next()) {
                return UUID.fromString(row.getString(1));
            }
        }
        UUID minted = UUID.randomUUID();
        storeMeta("ledger-id", minted.toString());
        connection.commit();
        return minted;
    }

    private void storeMeta(String key, String value) throws SQLException {
        PreparedStatement upsert = statement("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
        upsert.setString(1, key);
        upsert.setString(2, value);
        upsert.executeUpdate();
    }

    private void storePlainLength(String file, long length) throws SQLException {
        PreparedStatement upsert = statement("INSERT OR REPLACE INTO plain_file (file, length) VALUES (?, ?)");
        upsert.setString(1, file);
        upsert.setLong(2, length);
        upsert.executeUpdate();
    }

    private void storePosition(PartitionKey partition, StreamPosition position) throws SQLException {
        PreparedStatement upsert = statement(
                "INSERT OR REPLACE INTO position (stream, partition, stream_created, sequence, timestamp_nanos,"
                        + " plain_until_nanos) VALUES (?, ?, ?, ?, ?, ?)");
        upsert.setString(1, partition.stream());
        upsert.setInt(2, partition.partition());
        upsert.setString(3, position.created());
        upsert.setLong(4, position.sequence());
        upsert.setLong(5, position.timestampNanos());
        upsert.setLong(6, position.plainUntilNanos());
        upsert.executeUpdate();
    }

    private void storeDeadLetter(DeadLetter letter) throws SQLException {
        // What is read again after the position became void is the same dead letter as before.
        PreparedStatement insert = statement("INSERT OR IGNORE INTO dead_letter (stream, partition, stream_created,"
                + " sequence, timestamp_nanos, subject, headers, payload, reason, detail)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.setString(1, letter.partition().stream());
        insert.setInt(2, letter.partition().partition());
        insert.setString(3, letter.position().created());
        insert.setLong(4, letter.position().sequence());
        insert.setLong(5, letter.position().timestampNanos());
        insert.setString(6, letter.subject());
        insert.setString(7, letter.headers());
        insert.setBytes(8, letter.payload());
        insert.setString(9, letter.reason().name());
        insert.setString(10, letter.detail());
        insert.executeUpdate();
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement prepared = statements.get(sql);
        if (prepared == null) {
            prepared = connection.prepareStatement(sql);
            statements.put(sql, prepared);
        }
        return prepared;
    }

    private void transaction(Changes changes) throws IOException {
        try {
            changes.apply();
            connection.commit();
        } catch (SQLException e) {
            try {
                connection.rollback();
            } catch (SQLException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw failed("write", e);
        }
    }

    private static IOException failed(String what, SQLException cause) {
        return new IOException("the ledger failed to " + what + ": " + cause.getMessage(), cause);
    }

    private interface Changes {
        void apply() throws SQLException;
    }

    /** Prepares a statement once. */
    interface Statements {
        PreparedStatement get(String sql) throws SQLException;
    }

    static Span span(ResultSet row) throws SQLException {
        return new Span(row.getLong(1), row.getLong(2));
    }
}

package io.tailrace.collector.ledger;

import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ledger in SQLite: write-ahead log, synchronous=FULL, one transaction a commit. */
public final class SqliteLedger implements Ledger {

    private final Connection connection;
    private final Statements statements;
    private final MetaTable meta;
    private final SourceTable sources;
    private final PartitionTable partitions;
    private final PlainTable plain;
    private final DeadLetterTable deadLetters;
    private UUID id;
    private long nextProbe;

    private SqliteLedger(Connection connection) throws SQLException {
        this.connection = connection;
        this.statements = new Statements(connection);
        this.meta = new MetaTable(statements);
        this.sources = new SourceTable(statements);
        this.partitions = new PartitionTable(statements);
        this.plain = new PlainTable(statements);
        this.deadLetters = new DeadLetterTable(statements);
        this.id = readOrMintId();
    }

    /**
     * Opens the ledger of a state directory, and creates it if need be. One of an older version is migrated, and kept as it
     * was beside.
     *
     * @throws IOException when it can't be read or written, or was written by a newer version
     */
    public static SqliteLedger open(Path stateDirectory) throws IOException {
        return on(LedgerDatabase.openForWriting(stateDirectory));
    }

    /** Makes the ledger that takes the place of the one that is put aside. */
    static void prepare(Path stateDirectory, String repair) throws IOException {
        try (SqliteLedger next = on(LedgerDatabase.openNext(stateDirectory))) {
            next.repair().begin(repair);
        }
    }

    /** The ledger of a database that is open. */
    static SqliteLedger on(Connection connection) throws IOException {
        try {
            return new SqliteLedger(connection);
        } catch (SQLException e) {
            try {
                connection.close();
            } catch (SQLException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw failed("open", e);
        }
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public @Nullable ArchivedSource find(SourceKey key) throws IOException {
        return lookFor(() -> sources.find(key));
    }

    @Override
    public boolean isTaken(String file) throws IOException {
        return read(() -> sources.isTaken(file));
    }

    @Override
    public long plainLength(String file) throws IOException {
        return read(() -> plain.length(file));
    }

    @Override
    public boolean isKnown(PlainMessage message) throws IOException {
        return read(() -> plain.isKnown(message));
    }

    @Override
    public long highestPlain(PartitionKey partition) throws IOException {
        return read(() -> plain.highest(partition));
    }

    @Override
    public @Nullable PartitionState partition(PartitionKey partition) throws IOException {
        return lookFor(() -> partitions.find(partition));
    }

    @Override
    public List<Passing> passings(PartitionKey partition) throws IOException {
        return read(() -> partitions.passings(partition));
    }

    @Override
    public List<Span> deadLetterSpans(SourceKey source) throws IOException {
        return read(() -> deadLetters.spansOf(source));
    }

    @Override
    public boolean isFound(String file) throws IOException {
        return read(() -> statements.number("SELECT count(*) FROM found_file WHERE file = ?", file)) > 0;
    }

    /** What makes of this a ledger that can be trusted where it can't as it is. */
    public LedgerRepair repair() {
        return new LedgerRepair(this, statements, meta);
    }

    @Override
    public void commit(LedgerChanges changes) throws IOException {
        Map<ArchivedSource, Long> rows = new HashMap<>();
        transaction(() -> {
            for (ArchivedSource source : changes.sources()) {
                if (source.isChanged()) {
                    rows.put(source, storeSource(source));
                }
            }
            for (Map.Entry<String, Long> file : changes.plainLengths().entrySet()) {
                plain.storeLength(file.getKey(), file.getValue());
            }
            for (PlainMessage message : changes.plainMessages()) {
                plain.store(message);
            }
            for (DeadLetter letter : changes.deadLetters()) {
                deadLetters.store(letter);
            }
            for (Map.Entry<PartitionKey, PartitionState> partition :
                    changes.partitions().entrySet()) {
                storePartition(partition.getKey(), partition.getValue());
            }
            for (Passing passing : changes.passings()) {
                partitions.store(passing);
            }
            for (long replayed : changes.replayed()) {
                deadLetters.remove(replayed);
            }
            for (Map.Entry<Long, LedgerChanges.Refusal> refused :
                    changes.refusedAgain().entrySet()) {
                deadLetters.refusedAgain(refused.getKey(), refused.getValue());
            }
            meta.commits(meta.commits() + 1);
        });
        rows.forEach(ArchivedSource::stored);
    }

    private long storeSource(ArchivedSource source) throws SQLException {
        if (source.row() == ArchivedSource.NOT_STORED) {
            statements.update("DELETE FROM found_file WHERE file = ?", source.file());
        }
        return sources.store(source);
    }

    private void storePartition(PartitionKey partition, PartitionState state) throws SQLException {
        PartitionState before = partitions.find(partition);
        if (before != null && before.epoch() != state.epoch()) {
            partitions.forgetPassings(partition);
        }
        partitions.store(partition, state);
    }

    @Override
    public void forgetPlainBefore(PartitionKey partition, long sequence) throws IOException {
        transaction(() -> plain.forgetBefore(partition, sequence));
    }

    @Override
    public void markPublished(Collection<Long> letters) throws IOException {
        transaction(() -> deadLetters.markPublished(letters));
    }

    @Override
    public long commits() throws IOException {
        return read(meta::commits);
    }

    @Override
    public long marked() throws IOException {
        return read(meta::marked);
    }

    @Override
    public void marked(long mark) throws IOException {
        transaction(() -> meta.marked(mark));
    }

    /** Notes that a process has begun to write this ledger. */
    public void started(String instance, Instant at) throws IOException {
        transaction(() -> meta.started(instance, at.toEpochMilli()));
    }

    /** The processes that have written this ledger. */
    public Set<String> instances() throws IOException {
        return read(meta::instances);
    }

    @Override
    public void probe() throws IOException {
        nextProbe++;
        transaction(() -> meta.store("probe", Long.toString(nextProbe)));
    }

    @Override
    public void close() throws IOException {
        try {
            statements.close();
            connection.close();
        } catch (SQLException e) {
            throw failed("close", e);
        }
    }

    /** Takes the id of an archive that this becomes the ledger of. */
    void become(UUID newId) throws SQLException {
        meta.id(newId);
        id = newId;
    }

    private UUID readOrMintId() throws SQLException {
        UUID known = meta.id();
        if (known != null) {
            return known;
        }
        UUID minted = UUID.randomUUID();
        meta.id(minted);
        connection.commit();
        return minted;
    }

    static <T> T read(Query<T> query) throws IOException {
        return Objects.requireNonNull(lookFor(query));
    }

    private static <T> @Nullable T lookFor(Query<T> query) throws IOException {
        try {
            return query.run();
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    void transaction(Changes changes) throws IOException {
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

    interface Query<T> {
        @Nullable T run() throws SQLException;
    }

    interface Changes {
        void apply() throws SQLException;
    }
}

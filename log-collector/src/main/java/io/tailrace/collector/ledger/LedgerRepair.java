package io.tailrace.collector.ledger;

import io.tailrace.protocol.SourceId;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a ledger that has to be made fit for an archive, or an archive for it. Each step may be done a second time: what
 * was begun is noted, so that a repair that is interrupted is gone through again. Before the writer starts.
 */
public final class LedgerRepair {

    private static final String UNFINISHED = "unfinished-repair";
    private static final String REBUILT = "rebuilt";

    private final SqliteLedger ledger;
    private final Statements statements;
    private final MetaTable meta;

    LedgerRepair(SqliteLedger ledger, Statements statements, MetaTable meta) {
        this.ledger = ledger;
        this.statements = statements;
        this.meta = meta;
    }

    /** Whether nothing was ever noted in this ledger. */
    public boolean isFresh() throws IOException {
        return SqliteLedger.read(() -> statements.number(
                                "SELECT (SELECT count(*) FROM position) + (SELECT count(*) FROM source)"))
                        == 0
                && ledger.commits() == 0;
    }

    /** What repair was begun and not finished; empty where none was. */
    public String unfinished() throws IOException {
        return SqliteLedger.read(() -> meta.text(UNFINISHED));
    }

    /** Notes that a repair is begun. */
    public void begin(String repair) throws IOException {
        ledger.transaction(() -> meta.store(UNFINISHED, repair));
    }

    /**
     * Notes that the ledger can be trusted now, all partitions from their beginnings.
     *
     * @param id of the archive
     * @param mark of the archive
     */
    public void finish(UUID id, long mark) throws IOException {
        LedgerChanges again = new LedgerChanges();
        for (PartitionKey partition : partitions()) {
            PartitionState state = ledger.partition(partition);
            if (state != null) {
                again.partition(partition, state.readAgain());
            }
        }
        ledger.commit(again);
        ledger.transaction(() -> {
            ledger.become(id);
            meta.commits(Math.max(meta.commits(), mark) + 1);
            meta.marked(mark);
            meta.store(REBUILT, "1");
            meta.store(UNFINISHED, "");
        });
    }

    /** Whether this ledger was once made of an archive, so that it must not begin with what is new. */
    public boolean isRebuilt() throws IOException {
        return !SqliteLedger.read(() -> meta.text(REBUILT)).isEmpty();
    }

    /** Sources behind a row and how far their archive files have to reach, at most so many. */
    public List<SourceFile> files(long afterRow, int limit) throws IOException {
        return SqliteLedger.read(() -> statements.list(
                "SELECT id, host, source, file, shipped_from, max("
                        + "coalesce((SELECT max(end_offset) FROM archived WHERE archived.source = source.id), 0),"
                        + " coalesce((SELECT max(end_offset) FROM presumed WHERE presumed.source = source.id), 0))"
                        + " FROM source WHERE id > ? ORDER BY id LIMIT ?",
                row -> new SourceFile(
                        row.getLong(1),
                        new SourceKey(row.getString(2), SourceId.parse(row.getString(3))),
                        row.getString(4),
                        Math.max(0, row.getLong(6) - row.getLong(5))),
                afterRow,
                limit));
    }

    /** The plain files and how long they have to be. */
    public Map<String, Long> plainFiles() throws IOException {
        return SqliteLedger.read(() -> {
            Map<String, Long> lengths = new TreeMap<>();
            statements.list(
                    "SELECT file, length FROM plain_file", row -> lengths.put(row.getString(1), row.getLong(2)));
            return lengths;
        });
    }

    /** Notes how much of a plain file is not there any more. */
    public void plainDamaged(String file, long bytes) throws IOException {
        ledger.transaction(
                () -> statements.update("UPDATE plain_file SET damaged_bytes = ? WHERE file = ?", bytes, file));
    }

    /** Forgets a plain file, so that one of the same name begins anew. */
    public void forgetPlainFile(String file) throws IOException {
        ledger.transaction(() -> statements.update("DELETE FROM plain_file WHERE file = ?", file));
    }

    /** Forgets all plain files and that messages are in them. */
    public void forgetPlain() throws IOException {
        ledger.transaction(() -> {
            statements.update("DELETE FROM plain_message");
            statements.update("DELETE FROM plain_file");
            statements.update("UPDATE position SET plain_until_nanos = 0");
        });
    }

    /** Notes archive files, by name and length, that nothing is known of but their names. */
    public void found(Map<String, Long> files) throws IOException {
        ledger.transaction(() -> {
            for (Map.Entry<String, Long> file : files.entrySet()) {
                statements.update(
                        "INSERT OR REPLACE INTO found_file (file, length) VALUES (?, ?)",
                        file.getKey(),
                        file.getValue());
            }
        });
    }

    /** Makes changed sources durable, and with them from where partitions are read again. */
    public void commit(Collection<ArchivedSource> sources, Collection<PartitionKey> readAgain) throws IOException {
        LedgerChanges changes = new LedgerChanges().sources(sources);
        for (PartitionKey partition : readAgain) {
            PartitionState state = ledger.partition(partition);
            if (state != null) {
                changes.partition(partition, state.readAgain());
            }
        }
        ledger.commit(changes);
    }

    public @Nullable ArchivedSource find(SourceKey source) throws IOException {
        return ledger.find(source);
    }

    /** Whether a source has its bytes in a file. */
    public boolean isTaken(String file) throws IOException {
        return ledger.isTaken(file);
    }

    private List<PartitionKey> partitions() throws IOException {
        return SqliteLedger.read(() -> statements.list(
                "SELECT stream, partition FROM position", row -> new PartitionKey(row.getString(1), row.getInt(2))));
    }

    /**
     * The archive file of a source.
     *
     * @param row of the source
     * @param source whose
     * @param file relative to the archive's directory
     * @param length that it has to have at least, in bytes
     */
    public record SourceFile(long row, SourceKey source, String file, long length) {}
}

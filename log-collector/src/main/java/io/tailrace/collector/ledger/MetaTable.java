package io.tailrace.collector.ledger;

import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of itself: its id, how often it was committed, and who has written it. */
final class MetaTable {

    private static final String ID = "ledger-id";
    private static final String COMMITS = "commits";
    private static final String MARKED = "marked";

    private final Statements statements;

    MetaTable(Statements statements) {
        this.statements = statements;
    }

    @Nullable UUID id() throws SQLException {
        String id = text(ID);
        return id.isEmpty() ? null : UUID.fromString(id);
    }

    void id(UUID id) throws SQLException {
        store(ID, id.toString());
    }

    long commits() throws SQLException {
        return number(COMMITS);
    }

    void commits(long count) throws SQLException {
        store(COMMITS, Long.toString(count));
    }

    long marked() throws SQLException {
        return number(MARKED);
    }

    void marked(long mark) throws SQLException {
        store(MARKED, Long.toString(mark));
    }

    void started(String instance, long atMillis) throws SQLException {
        statements.update(
                "INSERT OR REPLACE INTO process (instance, started_at_millis) VALUES (?, ?)", instance, atMillis);
        // A durable that is restored from a backup may name a process of long ago, but not of any time.
        statements.update("DELETE FROM process WHERE instance IN (SELECT instance FROM process"
                + " ORDER BY started_at_millis DESC LIMIT -1 OFFSET 1000)");
    }

    Set<String> instances() throws SQLException {
        return Set.copyOf(statements.list("SELECT instance FROM process", row -> row.getString(1)));
    }

    void store(String key, String value) throws SQLException {
        statements.update("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, value);
    }

    /** What is stored under a key, the empty text for nothing. */
    String text(String key) throws SQLException {
        String text = statements.first("SELECT value FROM meta WHERE key = ?", row -> row.getString(1), key);
        return text == null ? "" : text;
    }

    private long number(String key) throws SQLException {
        return statements.number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?", key);
    }
}

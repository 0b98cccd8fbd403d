package io.tailrace.collector.ledger;

/** The tables of a ledger, and how those of older versions become them. */
final class LedgerSchema {

    /** Kept in SQLite's own {@code user_version}. */
    static final int VERSION = 2;

    private static final String[] OF_BOTH_VERSIONS = {
        """
        CREATE TABLE presumed (
          source INTEGER NOT NULL REFERENCES source (id),
          start_offset INTEGER NOT NULL,
          end_offset INTEGER NOT NULL,
          PRIMARY KEY (source, start_offset)) WITHOUT ROWID""",
        """
        CREATE TABLE gap (
          source INTEGER NOT NULL REFERENCES source (id),
          start_offset INTEGER NOT NULL,
          end_offset INTEGER NOT NULL,
          reason TEXT NOT NULL,
          found_at_millis INTEGER NOT NULL,
          PRIMARY KEY (source, start_offset)) WITHOUT ROWID""",
        """
        CREATE TABLE position (
          stream TEXT NOT NULL,
          partition INTEGER NOT NULL,
          stream_created TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          timestamp_nanos INTEGER NOT NULL,
          began_created TEXT NOT NULL,
          began_sequence INTEGER NOT NULL,
          began_nanos INTEGER NOT NULL,
          read_until INTEGER NOT NULL,
          plain_until_nanos INTEGER NOT NULL,
          epoch INTEGER NOT NULL,
          voided_at_nanos INTEGER NOT NULL,
          PRIMARY KEY (stream, partition)) WITHOUT ROWID""",
        """
        CREATE TABLE passed (
          stream TEXT NOT NULL,
          partition INTEGER NOT NULL,
          reason TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          PRIMARY KEY (stream, partition, reason)) WITHOUT ROWID""",
        """
        CREATE TABLE plain_message (
          stream TEXT NOT NULL,
          partition INTEGER NOT NULL,
          sequence INTEGER NOT NULL,
          timestamp_nanos INTEGER NOT NULL,
          PRIMARY KEY (stream, partition, sequence, timestamp_nanos)) WITHOUT ROWID""",
        """
        CREATE TABLE dead_letter (
          id INTEGER PRIMARY KEY,
          stream TEXT NOT NULL,
          partition INTEGER NOT NULL,
          stream_created TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          timestamp_nanos INTEGER NOT NULL,
          host TEXT NOT NULL,
          source TEXT,
          start_offset INTEGER,
          end_offset INTEGER,
          subject TEXT NOT NULL,
          headers TEXT NOT NULL,
          payload BLOB,
          payload_bytes INTEGER NOT NULL,
          reason TEXT NOT NULL,
          detail TEXT NOT NULL,
          published INTEGER NOT NULL DEFAULT 0,
          UNIQUE (stream, sequence, timestamp_nanos))""",
        "CREATE INDEX dead_letter_unpublished ON dead_letter (id) WHERE published = 0",
        "CREATE INDEX dead_letter_of_source ON dead_letter (host, source)",
        """
        CREATE TABLE dead_letter_overflow (
          host TEXT PRIMARY KEY,
          messages INTEGER NOT NULL,
          payload_bytes INTEGER NOT NULL) WITHOUT ROWID""",
        "CREATE TABLE found_file (file TEXT PRIMARY KEY, length INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE process (instance TEXT PRIMARY KEY, started_at_millis INTEGER NOT NULL) WITHOUT ROWID",
    };

    private static final String[] NEW = {
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID", """
        CREATE TABLE source (
          id INTEGER PRIMARY KEY,
          host TEXT NOT NULL,
          source TEXT NOT NULL,
          path TEXT NOT NULL,
          input TEXT NOT NULL,
          delivery TEXT NOT NULL,
          shipped_from INTEGER NOT NULL,
          file TEXT NOT NULL UNIQUE,
          acked INTEGER NOT NULL,
          sealed_length INTEGER,
          seal_reason TEXT,
          first_offset INTEGER NOT NULL DEFAULT -1,
          is_older INTEGER NOT NULL DEFAULT 1,
          behind_sequence INTEGER NOT NULL DEFAULT 0,
          epoch INTEGER NOT NULL DEFAULT 0,
          UNIQUE (host, source))""", """
        CREATE TABLE archived (
          source INTEGER NOT NULL REFERENCES source (id),
          start_offset INTEGER NOT NULL,
          end_offset INTEGER NOT NULL,
          PRIMARY KEY (source, start_offset)) WITHOUT ROWID""", """
        CREATE TABLE lost (
          source INTEGER NOT NULL REFERENCES source (id),
          start_offset INTEGER NOT NULL,
          end_offset INTEGER NOT NULL,
          PRIMARY KEY (source, start_offset)) WITHOUT ROWID""", """
        CREATE TABLE plain_file (
          file TEXT PRIMARY KEY,
          length INTEGER NOT NULL,
          damaged_bytes INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID""",
    };

    /** Version 1 kept no beginning and no sequences of plain messages: what it knew of both is carried over as a bound. */
    private static final String[] BEFORE_FROM_1 = {
        "ALTER TABLE source ADD COLUMN first_offset INTEGER NOT NULL DEFAULT -1",
        "ALTER TABLE source ADD COLUMN is_older INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE source ADD COLUMN behind_sequence INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE source ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0",
        "UPDATE source SET first_offset = coalesce((SELECT min(start_offset) FROM archived"
                + " WHERE archived.source = source.id), -1)",
        "ALTER TABLE plain_file ADD COLUMN damaged_bytes INTEGER NOT NULL DEFAULT 0",
        "DROP INDEX dead_letter_unpublished",
        "ALTER TABLE dead_letter RENAME TO dead_letter_1",
        "ALTER TABLE position RENAME TO position_1",
    };

    private static final String[] AFTER_FROM_1 = {
        "INSERT INTO position SELECT stream, partition, stream_created, sequence, timestamp_nanos, '', 0,"
                + " CAST(strftime('%s', 'now') AS INTEGER) * 1000000000, sequence,"
                + " max(timestamp_nanos, plain_until_nanos), 0, 0 FROM position_1",
        "DROP TABLE position_1",
        "INSERT OR IGNORE INTO dead_letter SELECT id, stream, partition, stream_created, sequence, timestamp_nanos, '',"
                + " NULL, NULL, NULL, subject, headers, payload, length(payload), reason, detail, published"
                + " FROM dead_letter_1",
        "DROP TABLE dead_letter_1",
    };

    private LedgerSchema() {}

    /**
     * The statements that make a database of the present version.
     *
     * @param version the one that it has, 0 where it is empty
     */
    static String[][] statementsFrom(int version) {
        return switch (version) {
            case 0 -> new String[][] {NEW, OF_BOTH_VERSIONS};
            case 1 -> new String[][] {BEFORE_FROM_1, OF_BOTH_VERSIONS, AFTER_FROM_1};
            case VERSION -> new String[0][];
            default -> throw new IllegalArgumentException("there is no version " + version);
        };
    }
}

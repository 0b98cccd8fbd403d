package io.tailrace.collector.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** The ledger's file: an SQLite database that people can query as well, its schema and its version. */
final class LedgerDatabase {

    static final String FILE = "ledger.db";

    /** Kept in SQLite's own {@code user_version}. */
    private static final int SCHEMA_VERSION = 1;

    private static final String[] SCHEMA = {
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """
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
          UNIQUE (host, source))""",
        """
        CREATE TABLE archived (
          source INTEGER NOT NULL REFERENCES source (id),
          start_offset INTEGER NOT NULL,
          end_offset INTEGER NOT NULL,
          PRIMARY KEY (source, start_offset)) WITHOUT ROWID""",
        """
        CREATE TABLE lost (
          source INTEGER NOT NULL REFERENCES source (id),
          start_offset INTEGER NOT NULL,
          end_offset INTEGER NOT NULL,
          PRIMARY KEY (source, start_offset)) WITHOUT ROWID""",
        """
        CREATE TABLE position (
          stream TEXT NOT NULL,
          partition INTEGER NOT NULL,
          stream_created TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          timestamp_nanos INTEGER NOT NULL,
          plain_until_nanos INTEGER NOT NULL,
          PRIMARY KEY (stream, partition)) WITHOUT ROWID""",
        "CREATE TABLE plain_file (file TEXT PRIMARY KEY, length INTEGER NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE dead_letter (
          id INTEGER PRIMARY KEY,
          stream TEXT NOT NULL,
          partition INTEGER NOT NULL,
          stream_created TEXT NOT NULL,
          sequence INTEGER NOT NULL,
          timestamp_nanos INTEGER NOT NULL,
          subject TEXT NOT NULL,
          headers TEXT NOT NULL,
          payload BLOB NOT NULL,
          reason TEXT NOT NULL,
          detail TEXT NOT NULL,
          published INTEGER NOT NULL DEFAULT 0,
          UNIQUE (stream, stream_created, sequence))""",
        "CREATE INDEX dead_letter_unpublished ON dead_letter (id) WHERE published = 0",
    };

    private LedgerDatabase() {}

    /**
     * Opens the database for the one who writes it, and creates it if need be.
     *
     * @param stateDirectory exists; SQLite's native library is unpacked below it, since temporary directories are often
     *     mounted noexec
     */
    static Connection openForWriting(Path stateDirectory) throws IOException {
        unpackInto(stateDirectory.resolve("native"));
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(10_000);
        try {
            Connection connection = config.createConnection(url(stateDirectory));
            try {
                connection.setAutoCommit(false);
                migrate(connection);
                return connection;
            } catch (SQLException | IOException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException(
                    "the ledger " + stateDirectory.resolve(FILE) + " can't be opened: " + e.getMessage(), e);
        }
    }

    /** Opens the database for those who only look, beside the one who writes. */
    static Connection openForReading(Path stateDirectory) throws IOException {
        if (!Files.exists(stateDirectory.resolve(FILE))) {
            throw new IOException("there is no ledger yet in " + stateDirectory);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        try {
            return config.createConnection(url(stateDirectory));
        } catch (SQLException e) {
            throw new IOException("the ledger in " + stateDirectory + " can't be read: " + e.getMessage(), e);
        }
    }

    /** SQLite leaves its copy behind when the process is killed, one each time. */
    private static void unpackInto(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> leftBehind = Files.newDirectoryStream(directory, "sqlite-*")) {
            for (Path copy : leftBehind) {
                Files.delete(copy);
            }
        }
        System.setProperty("org.sqlite.tmpdir", directory.toString());
    }

    private static String url(Path stateDirectory) {
        return "jdbc:sqlite:" + stateDirectory.resolve(FILE);
    }

    private static void migrate(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            int version;
            try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
                version = row.getInt(1);
            }
            if (version > SCHEMA_VERSION) {
                throw new IOException("the ledger is of version " + version + ", this collector knows versions up to "
                        + SCHEMA_VERSION + ": it was written by a newer one");
            }
            if (version == 0) {
                for (String definition : SCHEMA) {
                    statement.execute(definition);
                }
                statement.execute("PRAGMA user_version = " + SCHEMA_VERSION);
                connection.commit();
            }
        }
    }
}

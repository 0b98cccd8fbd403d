package io.tailrace.collector.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** The ledger's file: an SQLite database that people can query as well. */
final class LedgerDatabase {

    static final String FILE = "ledger.db";

    private static final String NEXT = "ledger-next.db";

    private static final Logger log = LoggerFactory.getLogger(LedgerDatabase.class);

    private LedgerDatabase() {}

    /**
     * Opens the database for the one who writes it, and creates it if need be.
     *
     * @param stateDirectory exists; SQLite's native library is unpacked below it, since temporary directories are often
     *     mounted noexec
     */
    static Connection openForWriting(Path stateDirectory) throws IOException {
        if (isReplaced(stateDirectory)) {
            takeNext(stateDirectory);
        }
        return open(stateDirectory, FILE);
    }

    private static Connection open(Path stateDirectory, String file) throws IOException {
        unpackInto(stateDirectory.resolve("native"));
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(10_000);
        try {
            Connection connection = config.createConnection(url(stateDirectory, file));
            try {
                connection.setAutoCommit(false);
                migrate(connection, stateDirectory);
                return connection;
            } catch (SQLException | IOException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException(
                    "the ledger " + stateDirectory.resolve(file) + " can't be opened: " + e.getMessage(), e);
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
            return config.createConnection(url(stateDirectory, FILE));
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

    private static String url(Path stateDirectory, String file) {
        return "jdbc:sqlite:" + stateDirectory.resolve(file);
    }

    private static void migrate(Connection connection, Path stateDirectory) throws SQLException, IOException {
        int version = version(connection);
        if (version > LedgerSchema.VERSION) {
            throw new IOException("the ledger is of version " + version + ", this collector knows versions up to "
                    + LedgerSchema.VERSION + ": it was written by a newer one");
        }
        if (version > 0 && version < LedgerSchema.VERSION) {
            Path copy = stateDirectory.resolve("ledger-version-" + version + ".db");
            copyTo(connection, copy);
            sync(stateDirectory);
            log.info("the ledger becomes one of version {}; it is kept as it was copy={}", LedgerSchema.VERSION, copy);
        }
        try (Statement statement = connection.createStatement()) {
            for (String[] step : LedgerSchema.statementsFrom(version)) {
                for (String definition : step) {
                    statement.execute(definition);
                }
            }
            statement.execute("PRAGMA user_version = " + LedgerSchema.VERSION);
            connection.commit();
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        } finally {
            connection.commit();
        }
    }

    /** Under its name is a whole copy or none. */
    private static void copyTo(Connection connection, Path copy) throws SQLException, IOException {
        Path unfinished = copy.resolveSibling(copy.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        connection.setAutoCommit(true);
        try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, unfinished.toString());
            vacuum.execute();
        } finally {
            connection.setAutoCommit(false);
        }
        sync(unfinished);
        Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Opens an empty database that is to take the place of the one that is there. */
    static Connection openNext(Path stateDirectory) throws IOException {
        for (String left : new String[] {"", "-wal", "-shm"}) {
            Files.deleteIfExists(stateDirectory.resolve(NEXT + left));
        }
        return open(stateDirectory, NEXT);
    }

    /** Gives the database another name, durably, as the one is that takes its place. */
    static void setAside(Path stateDirectory, String name) throws IOException {
        sync(stateDirectory);
        Files.move(stateDirectory.resolve(FILE), stateDirectory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        sync(stateDirectory);
    }

    /** Whether a database waits to take the place of the one that was put aside. */
    static boolean isReplaced(Path stateDirectory) {
        return !Files.exists(stateDirectory.resolve(FILE)) && Files.exists(stateDirectory.resolve(NEXT));
    }

    /** Has the next database take the place of the one that was put aside. */
    static void takeNext(Path stateDirectory) throws IOException {
        Files.move(stateDirectory.resolve(NEXT), stateDirectory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        sync(stateDirectory);
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

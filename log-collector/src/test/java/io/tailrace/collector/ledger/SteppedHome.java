package io.tailrace.collector.ledger;

import io.tailrace.testing.disk.ForgetfulDisk;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * A real ledger whose transactions have their place among the steps of a disk: each may be the last thing that its process
 * does, or fail. One that fails with an input/output error is in the write-ahead log all the same, as when the log's sync fails.
 */
public final class SteppedHome implements LedgerHome {

    private static final String STEP = "ledger";

    private final Path directory;
    private final ForgetfulDisk disk;
    private @Nullable Connection connection;

    /** @param directory is made where it is missing */
    public SteppedHome(Path directory, ForgetfulDisk disk) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.disk = disk;
    }

    @Override
    public SqliteLedger open() throws IOException {
        Connection real = LedgerDatabase.openForWriting(directory);
        connection = real;
        withoutSyncs(real);
        Connection stepped = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        commit(real);
                        return null;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return SqliteLedger.on(stepped);
    }

    private void commit(Connection real) throws SQLException {
        try {
            disk.other(STEP, () -> {
                try {
                    real.commit();
                } catch (SQLException e) {
                    throw new IOException(e);
                }
            });
        } catch (IOException e) {
            boolean full = String.valueOf(e.getMessage()).contains("No space");
            if (String.valueOf(e.getMessage()).contains("Input/output")) {
                real.commit();
            }
            SQLiteErrorCode code = full ? SQLiteErrorCode.SQLITE_FULL : SQLiteErrorCode.SQLITE_IOERR_FSYNC;
            throw new SQLException(code.toString(), null, code.code);
        }
    }

    /** What a power failure leaves is decided by the disk's steps, and not by this machine. */
    private static void withoutSyncs(Connection real) throws IOException {
        try {
            real.setAutoCommit(true);
            try (Statement statement = real.createStatement()) {
                statement.execute("PRAGMA synchronous = OFF");
            }
            real.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public String setAside(String mark) throws IOException {
        disk.other(STEP, () -> LedgerDatabase.setAside(directory, mark));
        return mark;
    }

    /** The ledger as it is on disk at this moment, for the next process, on the disk that the last one left. */
    public SteppedHome next(Path copy, ForgetfulDisk left) throws IOException, SQLException {
        Files.createDirectories(copy);
        for (String file : new String[] {LedgerDatabase.FILE, LedgerDatabase.FILE + "-wal"}) {
            if (Files.exists(directory.resolve(file))) {
                Files.copy(directory.resolve(file), copy.resolve(file));
            }
        }
        close();
        return new SteppedHome(copy, left);
    }

    /** Whether a ledger was begun. */
    public boolean hasLedger() {
        return Files.exists(directory.resolve(LedgerDatabase.FILE));
    }

    public LedgerReader reader() {
        return new LedgerReader(directory);
    }

    /** Ends what a process that has died has left open. */
    public void close() throws SQLException {
        Connection left = connection;
        if (left != null) {
            left.close();
            connection = null;
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}

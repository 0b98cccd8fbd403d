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
import java.util.stream.Stream;
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
    private final byte[] empty;
    private @Nullable Connection connection;

    /**
     * Begins with an empty ledger.
     *
     * @param directory is made
     * @param empty what {@link #empty} has made
     */
    public SteppedHome(Path directory, ForgetfulDisk disk, byte[] empty) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.disk = disk;
        this.empty = empty;
        Files.write(directory.resolve(LedgerDatabase.FILE), empty);
    }

    private SteppedHome(Path directory, SteppedHome former, ForgetfulDisk disk) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.disk = disk;
        this.empty = former.empty;
        former.copyTo(directory);
    }

    /** The file of a database that nobody has made a ledger of: to make one takes syncs of a real disk. */
    public static byte[] empty(Path directory) throws IOException, SQLException {
        LedgerDatabase.openForWriting(Files.createDirectories(directory)).close();
        return Files.readAllBytes(directory.resolve(LedgerDatabase.FILE));
    }

    @Override
    public SqliteLedger open() throws IOException {
        if (LedgerDatabase.isReplaced(directory)) {
            disk.other(STEP, () -> LedgerDatabase.takeNext(directory));
        }
        Connection real = unstepped();
        connection = real;
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

    private Connection unstepped() throws IOException {
        Connection real = LedgerDatabase.openForWriting(directory);
        withoutSyncs(real);
        return real;
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
    public void prepare(String repair) throws IOException {
        disk.other(STEP, () -> SqliteLedger.prepare(directory, repair));
    }

    @Override
    public void setAside(String name) throws IOException {
        disk.other(STEP, () -> LedgerDatabase.setAside(directory, name));
    }

    /** A ledger of another archive in another directory. */
    public SteppedHome other(Path place) throws IOException {
        SteppedHome other = new SteppedHome(place, disk, empty);
        try (SqliteLedger ledger = SqliteLedger.on(other.unstepped())) {
            ledger.commit(new LedgerChanges());
        }
        return other;
    }

    /** The ledger as it is on disk at this moment, for the next process, on the disk that the last one left. */
    public SteppedHome next(Path copy, ForgetfulDisk left) throws IOException, SQLException {
        SteppedHome next = new SteppedHome(copy, this, left);
        close();
        return next;
    }

    private void copyTo(Path copy) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith("-shm")) {
                    Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
                }
            }
        }
    }

    /** Whether there is one to be read. */
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

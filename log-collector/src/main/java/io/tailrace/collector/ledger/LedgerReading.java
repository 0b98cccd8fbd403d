package io.tailrace.collector.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Looks into a ledger beside the one who writes it, with a connection of its own a look. For any thread. */
final class LedgerReading {

    private final Path stateDirectory;

    LedgerReading(Path stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    <T> T read(Query<T> query) throws IOException {
        try (Connection connection = LedgerDatabase.openForReading(stateDirectory);
                Statements statements = new Statements(connection)) {
            // One transaction, so that all that a look sees is of one commit.
            connection.setAutoCommit(false);
            T result = query.run(statements);
            connection.rollback();
            return result;
        } catch (SQLException e) {
            throw new IOException("the ledger can't be read: " + e.getMessage(), e);
        }
    }

    interface Query<T> {
        T run(Statements statements) throws SQLException;
    }
}

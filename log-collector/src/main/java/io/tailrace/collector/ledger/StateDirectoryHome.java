package io.tailrace.collector.ledger;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The collector's state directory as the place of its ledger.
 *
 * @param directory exists
 */
public record StateDirectoryHome(Path directory) implements LedgerHome {

    @Override
    public SqliteLedger open() throws IOException {
        return SqliteLedger.open(directory);
    }

    @Override
    public String setAside(String mark) throws IOException {
        return LedgerDatabase.setAside(directory, mark).toString();
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}

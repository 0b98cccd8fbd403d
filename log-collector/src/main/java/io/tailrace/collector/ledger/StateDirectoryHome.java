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
    public void prepare(String repair) throws IOException {
        SqliteLedger.prepare(directory, repair);
    }

    @Override
    public void setAside(String name) throws IOException {
        LedgerDatabase.setAside(directory, name);
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}

package io.tailrace.collector.ledger;

import java.io.IOException;

/** Where a ledger is kept. */
public interface LedgerHome {

    /**
     * Opens the ledger that is there, and creates it if need be. One of an older version is migrated, and kept as it was
     * beside.
     *
     * @throws IOException when it can't be read or written, or was written by a newer version
     */
    SqliteLedger open() throws IOException;

    /**
     * Puts the ledger aside, which nobody has open: the next to be opened is another one.
     *
     * @param mark becomes part of its name
     * @return where it is then, for an operator
     */
    String setAside(String mark) throws IOException;

    /** Where it is, for an operator. */
    @Override
    String toString();
}

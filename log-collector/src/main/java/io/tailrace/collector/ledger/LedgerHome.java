package io.tailrace.collector.ledger;

import java.io.IOException;

/** Where a ledger is kept. */
public interface LedgerHome {

    /**
     * Opens the ledger that is there, or the one that was prepared to take its place, and creates it if need be. One of an older version is migrated, and kept as it was
     * beside.
     *
     * @throws IOException when it can't be read or written, or was written by a newer version
     */
    SqliteLedger open() throws IOException;

    /**
     * Makes another ledger beside it, that takes its place once it is put aside.
     *
     * @param repair noted in it as begun
     */
    void prepare(String repair) throws IOException;

    /** Gives the ledger, which nobody has open, another name. */
    void setAside(String name) throws IOException;

    /**
     * Puts the ledger aside, which nobody has open, and opens another one. A process that dies on the way has either the former
     * ledger still, or the other one, with its note.
     *
     * @param name of the former one from then on
     * @param repair noted in the other one as begun
     */
    default SqliteLedger replace(String name, String repair) throws IOException {
        prepare(repair);
        setAside(name);
        return open();
    }

    /** Where it is, for an operator. */
    @Override
    String toString();
}

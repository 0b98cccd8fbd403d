package io.tailrace.protocol;

/** A message whose headers break the contract: a dead letter, which never touches the ledger. */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String header;

    MalformedMessageException(String header, String problem) {
        super(header + ": " + problem);
        this.header = header;
    }

    /** Name of the header at fault. */
    public String header() {
        return header;
    }
}

package io.tailrace.protocol;

/**
 * A message whose headers break the contract: a dead letter, which never touches the ledger. The message is safe to log:
 * what the sender wrote is quoted, shortened and free of control characters.
 */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String header;

    MalformedMessageException(String header, String problem) {
        super((header.startsWith(LogHeaders.LABEL_PREFIX) ? Excerpt.of(header) : header) + ": " + problem);
        this.header = header;
    }

    /**
     * Name of the header at fault: one of the names in {@link LogHeaders}, {@code Log-Label-*} for the labels together, or
     * a label's as the sender chose it, so of any length and content.
     */
    public String header() {
        return header;
    }
}

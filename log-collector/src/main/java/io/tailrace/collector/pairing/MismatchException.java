package io.tailrace.collector.pairing;

/** Ledger and archive don't belong together. */
public final class MismatchException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param problemAndChoices goes on where the archive's directory stops */
    MismatchException(String problemAndChoices) {
        super(problemAndChoices);
    }

    /** What is wrong and what can be done, in words that go on behind the archive's directory. */
    public String problemAndChoices() {
        return String.valueOf(getMessage());
    }
}

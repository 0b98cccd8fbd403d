package io.tailrace.collector.intake;

/** A partition can't be read yet: what it waits for, in words for an operator. */
public class NotReadyException extends Exception {

    private static final long serialVersionUID = 1L;

    public NotReadyException(String waitingFor) {
        super(waitingFor);
    }

    /** What is waited for. */
    public String waitingFor() {
        return String.valueOf(getMessage());
    }
}

package io.tailrace.bench.check;

/** What arrived is not what was written. The message says what differs first. */
public final class NotIdenticalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotIdenticalException(String message) {
        super(message);
    }
}

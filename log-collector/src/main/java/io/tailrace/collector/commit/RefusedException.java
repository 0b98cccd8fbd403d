package io.tailrace.collector.commit;

import io.tailrace.collector.ledger.DeadLetter;

/** A message can't be archived, through its own fault. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final DeadLetter.Reason reason;

    /** @param detail what exactly is wrong with it */
    RefusedException(DeadLetter.Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    DeadLetter.Reason reason() {
        return reason;
    }
}

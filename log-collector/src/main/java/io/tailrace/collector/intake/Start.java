package io.tailrace.collector.intake;

import java.time.Instant;

/** Where in the stream a collector begins that has never read it; afterwards the ledger's position counts. */
public sealed interface Start {

    /** With the oldest message there is. */
    record All() implements Start {}

    /** With what comes after the consumer was created. */
    record New() implements Start {}

    /** With the first message that is not older. */
    record ByTime(Instant time) implements Start {}

    /** With the first message that has this sequence or a higher one. */
    record BySequence(long sequence) implements Start {}
}

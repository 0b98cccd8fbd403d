package io.tailrace.collector.ledger;

/**
 * A message that can't be archived, whole, so that it can be looked at and replayed.
 *
 * @param partition where it was read
 * @param position its own position
 * @param subject as received
 * @param headers as received, one {@code name: value} a line
 * @param payload as received
 * @param reason why, one of a few
 * @param detail what exactly is wrong with it
 */
// Nobody compares dead letters.
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
        PartitionKey partition,
        StreamPosition position,
        String subject,
        String headers,
        byte[] payload,
        Reason reason,
        String detail) {

    /** Why a message can't be archived. */
    public enum Reason {
        /** The subject holds no host name. */
        SUBJECT,
        /** A header is not of its form, or contradicts another one or the payload. */
        HEADER,
        /** It contradicts what the ledger knows of its source. */
        CONTRADICTION,
        /** The file system takes no such file, or something else is in its place. */
        FILE
    }
}

package io.tailrace.collector.ledger;

import io.tailrace.protocol.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message that can't be archived, whole, so that it can be looked at and replayed.
 *
 * @param partition where it was read
 * @param position its own position
 * @param subject as received
 * @param headers as received, one {@code name: value} a line
 * @param payload as received
 * @param claim what it says of itself
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
        Claim claim,
        Reason reason,
        String detail) {

    /** Why a message can't be archived. */
    public enum Reason {
        /** The subject holds no host name. */
        SUBJECT,
        /** A header is not of its form, or contradicts another one or the payload. */
        HEADER,
        /** The payload is not what its checksum says. */
        CHECKSUM,
        /** It contradicts what the ledger knows of its source. */
        CONTRADICTION,
        /** Its source is in too many pieces already. */
        PIECES,
        /** The file system takes no such file, or something else is in its place. */
        FILE;

        /** As an operator reads it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a dead letter says of itself, as far as it can be read.
     *
     * @param host unescaped host name, empty where the subject holds none
     * @param source the source that its bytes are of, null where that can't be read
     * @param span which bytes, null where that can't be read
     */
    public record Claim(
            String host,
            @Nullable SourceKey source,
            @Nullable Span span) {}
}

package io.tailrace.collector.ledger;

import io.tailrace.protocol.Span;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * The ledger's rows of dead letters. Of each host so many are kept whole, the headers of so many more, and the rest is
 * counted: no publisher can fill a disk with what can't be archived.
 */
final class DeadLetterTable {

    static final int WHOLE_PER_HOST = 1_000;
    static final int HEADERS_PER_HOST = 10_000;

    private final Statements statements;

    DeadLetterTable(Statements statements) {
        this.statements = statements;
    }

    /** What is read again after the position became void is the same dead letter as before. */
    void store(DeadLetter letter) throws SQLException {
        if (isKnown(letter)) {
            return;
        }
        String host = letter.claim().host();
        long kept = statements.number("SELECT count(*) FROM dead_letter WHERE host = ?", host);
        if (kept >= HEADERS_PER_HOST) {
            statements.update(
                    "INSERT INTO dead_letter_overflow (host, messages, payload_bytes) VALUES (?, 1, ?)"
                            + " ON CONFLICT (host) DO UPDATE SET messages = messages + 1,"
                            + " payload_bytes = payload_bytes + excluded.payload_bytes",
                    host,
                    letter.payload().length);
            return;
        }
        SourceKey source = letter.claim().source();
        Span span = letter.claim().span();
        statements.update(
                "INSERT INTO dead_letter (stream, partition, stream_created, sequence, timestamp_nanos, host, source,"
                        + " start_offset, end_offset, subject, headers, payload, payload_bytes, reason, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                letter.partition().stream(),
                letter.partition().partition(),
                letter.position().created(),
                letter.position().sequence(),
                letter.position().timestampNanos(),
                host,
                source == null ? null : source.id().toString(),
                span == null ? null : span.start(),
                span == null ? null : span.end(),
                letter.subject(),
                letter.headers(),
                kept < WHOLE_PER_HOST ? letter.payload() : null,
                letter.payload().length,
                letter.reason().name(),
                letter.detail());
    }

    private boolean isKnown(DeadLetter letter) throws SQLException {
        return statements.number(
                        "SELECT count(*) FROM dead_letter WHERE stream = ? AND sequence = ? AND timestamp_nanos = ?",
                        letter.partition().stream(),
                        letter.position().sequence(),
                        letter.position().timestampNanos())
                > 0;
    }

    /** The spans of a source that came in messages which could not be archived. */
    List<Span> spansOf(SourceKey source) throws SQLException {
        return statements.list(
                "SELECT start_offset, end_offset FROM dead_letter WHERE host = ? AND source = ?"
                        + " AND start_offset < end_offset",
                RangeRows::span,
                source.host(),
                source.id().toString());
    }

    void remove(long id) throws SQLException {
        statements.update("DELETE FROM dead_letter WHERE id = ?", id);
    }

    void refusedAgain(long id, LedgerChanges.Refusal refusal) throws SQLException {
        statements.update(
                "UPDATE dead_letter SET reason = ?, detail = ? WHERE id = ?",
                refusal.reason().name(),
                refusal.detail(),
                id);
    }

    void markPublished(Collection<Long> ids) throws SQLException {
        for (Long id : ids) {
            statements.update("UPDATE dead_letter SET published = 1 WHERE id = ?", id);
        }
    }
}

package io.tailrace.collector.ledger;

import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the ledger's dead letters beside the one who writes it. For any thread. */
public final class DeadLetterReader {

    private static final String WITHOUT_PAYLOAD =
            "SELECT id, stream, partition, stream_created, sequence, timestamp_nanos, subject, headers, NULL, host,"
                    + " source, start_offset, end_offset, reason, detail, payload IS NOT NULL, payload_bytes"
                    + " FROM dead_letter ";
    private static final String WHOLE = WITHOUT_PAYLOAD.replace("NULL, host", "payload, host");

    private final LedgerReading reading;

    public DeadLetterReader(Path stateDirectory) {
        this.reading = new LedgerReading(stateDirectory);
    }

    /** The oldest dead letters that are not in the dead-letter stream yet. */
    public List<StoredDeadLetter> unpublished(int limit) throws IOException {
        return reading.read(statements ->
                statements.list(WHOLE + "WHERE published = 0 ORDER BY id LIMIT ?", DeadLetterReader::letter, limit));
    }

    /**
     * Dead letters without their payloads, the oldest first.
     *
     * @param host only this host's, null for all
     * @param reason only those with this reason, null for all
     * @param after only those behind this id
     * @param limit at most this many
     */
    public List<StoredDeadLetter> page(@Nullable String host, DeadLetter.@Nullable Reason reason, long after, int limit)
            throws IOException {
        return reading.read(statements -> statements.list(
                WITHOUT_PAYLOAD
                        + "WHERE id > ?1 AND (?2 IS NULL OR host = ?2) AND (?3 IS NULL OR reason = ?3) ORDER BY id LIMIT ?4",
                DeadLetterReader::letter,
                after,
                host,
                reason == null ? null : reason.name(),
                limit));
    }

    /** One with its payload; null where there is none of this id. */
    public @Nullable StoredDeadLetter find(long id) throws IOException {
        List<StoredDeadLetter> found =
                reading.read(statements -> statements.list(WHOLE + "WHERE id = ?", DeadLetterReader::letter, id));
        return found.isEmpty() ? null : found.get(0);
    }

    private static StoredDeadLetter letter(ResultSet row) throws SQLException {
        byte[] payload = row.getBytes(9);
        String host = row.getString(10);
        String source = row.getString(11);
        long start = row.getLong(12);
        Span span = row.wasNull() ? null : new Span(start, row.getLong(13));
        return new StoredDeadLetter(
                row.getLong(1),
                row.getInt(16) != 0,
                row.getLong(17),
                new DeadLetter(
                        new PartitionKey(row.getString(2), row.getInt(3)),
                        new StreamPosition(row.getString(4), row.getLong(5), row.getLong(6)),
                        row.getString(7),
                        row.getString(8),
                        payload == null ? new byte[0] : payload,
                        new DeadLetter.Claim(
                                host, source == null ? null : new SourceKey(host, SourceId.parse(source)), span),
                        DeadLetter.Reason.valueOf(row.getString(14)),
                        row.getString(15)));
    }

    /**
     * A dead letter in the ledger.
     *
     * @param id its place in the ledger
     * @param isWhole whether its payload is kept
     * @param payloadBytes how long its payload was
     * @param letter the message and why it is here; without its payload where that wasn't asked for or isn't kept
     */
    public record StoredDeadLetter(long id, boolean isWhole, long payloadBytes, DeadLetter letter) {}
}

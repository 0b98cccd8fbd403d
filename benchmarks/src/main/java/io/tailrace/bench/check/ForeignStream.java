package io.tailrace.bench.check;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.tailrace.bench.figure.Percentiles;
import io.tailrace.bench.input.Append;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.machine.WallClock;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What a peer has put into the stream: which lines, and when each was stored first. */
public final class ForeignStream {

    private final LineCheck check;
    private final long[] storedAt;
    private long inFirstMessage;

    private ForeignStream(long lines) {
        this.check = new LineCheck(lines);
        this.storedAt = new long[Math.toIntExact(lines)];
        Arrays.fill(storedAt, Long.MAX_VALUE);
    }

    /**
     * Reads all of it.
     *
     * @param lines how many were written
     */
    public static ForeignStream read(Connection connection, long lines)
            throws IOException, InterruptedException, JetStreamApiException {
        ForeignStream stream = new ForeignStream(lines);
        StreamReader.read(connection, false, stream::take);
        return stream;
    }

    private void take(Message message) {
        long nanos = WallClock.nanos(message.metaData().timestamp().toInstant());
        check.add(message.getData());
        if (inFirstMessage == 0) {
            LineCheck.numbers(message.getData(), number -> inFirstMessage++);
        }
        LineCheck.numbers(
                message.getData(), number -> storedAt[(int) number] = Math.min(storedAt[(int) number], nanos));
    }

    /** Which lines it has. */
    public LineCheck lines() {
        return check;
    }

    /** How many lines were stored at the moment at which the first one was. */
    public long inFirstMessage() {
        return inFirstMessage;
    }

    /** From an append to its last line being stored, of those that were. */
    public Percentiles stored(List<Append> appends) {
        return new Percentiles(appends.stream()
                .mapToLong(append -> storedAt[(int) (append.end() / NumberedLines.LENGTH) - 1] - append.nanos())
                .filter(nanos -> nanos < Long.MAX_VALUE / 2)
                .toArray());
    }
}

package io.tailrace.bench.check;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.tailrace.bench.figure.Percentiles;
import io.tailrace.bench.input.Append;
import io.tailrace.bench.machine.WallClock;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.Span;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When the bytes of one file were stored. nats-server stamps each message with the time at which it stored it, so nobody has to
 * listen meanwhile.
 */
public final class Latencies {

    /**
     * A message.
     *
     * @param sequence in the stream
     * @param nanos when it was stored, by the wall clock
     */
    private record Stored(long sequence, long nanos) {}

    private final NavigableMap<Long, Stored> byEnd = new TreeMap<>();

    private Latencies() {}

    /** Reads the headers of all messages of one file. */
    public static Latencies read(Connection connection)
            throws IOException, InterruptedException, JetStreamApiException {
        Latencies latencies = new Latencies();
        StreamReader.read(connection, true, latencies::take);
        return latencies;
    }

    private void take(Message message) {
        @Nullable Headers headers = message.getHeaders();
        String text = headers == null ? null : headers.getFirst(LogHeaders.SPAN);
        if (text == null) {
            return;
        }
        Span span = Span.parse(text);
        if (!span.isEmpty()) {
            byEnd.putIfAbsent(
                    span.end(),
                    new Stored(
                            message.metaData().streamSequence(),
                            WallClock.nanos(message.metaData().timestamp().toInstant())));
        }
    }

    /** From an append to its last byte being stored. */
    public Percentiles stored(List<Append> appends) {
        return of(appends, stored -> stored.nanos());
    }

    /**
     * From an append to something that is known by sequence.
     *
     * @param at by the wall clock, when what is at a sequence was done
     */
    public Percentiles until(List<Append> appends, LongUnaryOperator at) {
        return of(appends, stored -> at.applyAsLong(stored.sequence()));
    }

    private interface Moment {
        long nanos(Stored stored);
    }

    private Percentiles of(List<Append> appends, Moment moment) {
        long[] nanos = new long[appends.size()];
        for (int i = 0; i < nanos.length; i++) {
            Map.Entry<Long, Stored> holder = byEnd.ceilingEntry(appends.get(i).end());
            if (holder == null) {
                throw new NotIdenticalException("the stream ends before " + appends.get(i));
            }
            nanos[i] = moment.nanos(holder.getValue()) - appends.get(i).nanos();
        }
        return new Percentiles(nanos);
    }
}

package io.tailrace.bench.workload;

import io.nats.client.impl.Headers;
import io.tailrace.bench.input.NumberedLines;
import io.tailrace.bench.machine.WallClock;
import io.tailrace.bench.place.Workplace;
import io.tailrace.protocol.Checksum;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import io.tailrace.protocol.Subject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the agent of one host would send that has one file. For one thread. */
final class FleetHost {

    /** Where its file is. */
    static final String PATH = "/var/log/app.log";

    private final NumberedLines lines;
    private final Origin origin =
            new Origin(SourceId.mint(Clock.systemUTC(), new SecureRandom()), PATH, "app", Delivery.ACKED, 0, Map.of());
    private final Subject subject;
    private int count;

    FleetHost(int number, NumberedLines lines) {
        this.lines = lines;
        this.subject = Subject.of("logs", Workplace.PARTITIONS, "host-" + number + ".example.com");
    }

    String name() {
        return subject.host();
    }

    Subject subject() {
        return subject;
    }

    /** The next line. */
    byte[] next() {
        return lines.lines(count++, 1);
    }

    /** The headers of the line that was the {@link #next}. */
    Headers headers(byte[] line) {
        long start = (long) (count - 1) * NumberedLines.LENGTH;
        LogMessage.Content content = new LogMessage.Content(
                origin,
                new Span(start, start + line.length),
                OptionalLong.of(start),
                LinePart.WHOLE,
                WallClock.nanos() / 1000,
                OptionalInt.of(Checksum.of(line)));
        Headers headers = new Headers();
        LogHeaders.write(content, headers::add);
        return headers;
    }

    /** All that it has sent. */
    byte[] written() {
        return lines.lines(0, count);
    }
}

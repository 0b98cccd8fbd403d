package io.tailrace.bench.jmh;

import io.nats.client.impl.Headers;
import io.tailrace.nats.NatsLogHeaders;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.LinePart;
import io.tailrace.protocol.LogHeaders;
import io.tailrace.protocol.LogMessage;
import io.tailrace.protocol.MalformedMessageException;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A message's headers: into jnats' object and back, once a message on either side. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HeadersBenchmark {

    private static final int LENGTH = 131_072;
    private static final long START = 3_221_225_472L;

    private final LogMessage message = new LogMessage.Content(
            new Origin(
                    SourceId.parse("01a20735-4909-7d7c-a585-120be761327c"),
                    "/var/log/nginx/access.log",
                    "nginx",
                    Delivery.ACKED,
                    0,
                    Map.of("team", "web")),
            new Span(START, START + LENGTH),
            OptionalLong.of(START - 8 * LENGTH),
            LinePart.WHOLE,
            1_795_417_262_345_678L,
            OptionalInt.of(0x1f0c9a77));
    private final Headers written = write();

    /** What an agent does. */
    @Benchmark
    public final Headers write() {
        Headers headers = new Headers();
        LogHeaders.write(message, headers::add);
        return headers;
    }

    /** What a collector does. */
    @Benchmark
    public LogMessage read() throws MalformedMessageException {
        return LogHeaders.read(new NatsLogHeaders(written), LENGTH);
    }
}

package io.tailrace.bench.jmh;

import io.tailrace.collector.ledger.ArchivedSource;
import io.tailrace.collector.ledger.SourceKey;
import io.tailrace.protocol.Delivery;
import io.tailrace.protocol.Origin;
import io.tailrace.protocol.SourceId;
import io.tailrace.protocol.Span;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The ledger's judgement of a span that comes next in its source: is it new, and take note of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LedgerBenchmark {

    private static final int LENGTH = 150;

    /** Holes of the source that wait to be filled: none in normal operation, some after a failure. */
    @Param({"0", "1000"})
    public int holes;

    private ArchivedSource source = fresh();
    private long end;

    /** Begins a source, with its holes. */
    @Setup(Level.Iteration)
    public void begin() {
        source = fresh();
        end = 0;
        for (int hole = 0; hole < holes; hole++) {
            end += LENGTH;
            source.add(new Span(end, end + LENGTH));
            end += LENGTH;
        }
    }

    private static ArchivedSource fresh() {
        SourceId id = SourceId.parse("01a20735-4909-7d7c-a585-120be761327c");
        Origin origin = new Origin(id, "/var/log/nginx/access.log", "nginx", Delivery.ACKED, 0, Map.of());
        return new ArchivedSource(
                new SourceKey("web-1.example.com", id), origin, "web-1.example.com/access.log", false, 0);
    }

    /** One message. */
    @Benchmark
    public List<Span> judge() {
        Span span = new Span(end, end + LENGTH);
        List<Span> missing = source.missing(span);
        source.add(span);
        end += LENGTH;
        return missing;
    }
}

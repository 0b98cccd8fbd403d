package io.tailrace.bench.jmh;

import io.tailrace.bench.input.NumberedLines;
import io.tailrace.protocol.LineEnds;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The scan of one message's bytes, in the kind of buffer that the agent reads into. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LineEndsBenchmark {

    /** Bytes of a message: one of a few lines, one of a backlog. */
    @Param({"1500", "131072"})
    public int bytes;

    private final ByteBuffer lines =
            ByteBuffer.allocateDirect(131_250).put(new NumberedLines().lines(0, 131_250 / NumberedLines.LENGTH));

    /** Counts them, as every message is. */
    @Benchmark
    public int count() {
        return LineEnds.count(lines, 0, bytes);
    }

    /** Finds the last one: where a message is cut. */
    @Benchmark
    public int last() {
        return LineEnds.last(lines, 0, bytes);
    }

    /** Finds each of them: where messages of one line are cut. */
    @Benchmark
    public int each() {
        int found = 0;
        for (int at = LineEnds.first(lines, 0, bytes); at >= 0; at = LineEnds.first(lines, at + 1, bytes)) {
            found++;
        }
        return found;
    }
}

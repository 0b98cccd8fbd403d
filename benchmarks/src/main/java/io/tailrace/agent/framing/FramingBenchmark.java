package io.tailrace.agent.framing;

import io.tailrace.bench.input.NumberedLines;
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
import org.openjdk.jmh.infra.Blackhole;

/** One look at a file that has 256 KiB to read, cut into messages. Here because chunks are made by this package alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FramingBenchmark {

    private static final int LINES = 256 * 1024 / NumberedLines.LENGTH;

    /** Lines a message, 0 for as many as fit. */
    @Param({"0", "1"})
    public int maxLines;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(LINES * NumberedLines.LENGTH)
            .put(new NumberedLines().lines(0, LINES))
            .flip();

    /** Cuts off frames until only what has to wait is left. */
    @Benchmark
    public void cut(Blackhole hole) {
        FrameLimits limits = new FrameLimits(128 * 1024, maxLines);
        Chunk chunk = new Chunk(bytes, 0, 0, true);
        for (Frame frame = chunk.next(limits, Patience.WHOLE_LINES);
                frame != null;
                frame = chunk.next(limits, Patience.WHOLE_LINES)) {
            hole.consume(frame);
        }
    }
}

package io.tailrace.bench.jmh;

import io.tailrace.bench.input.NumberedLines;
import io.tailrace.protocol.Checksum;
import io.tailrace.protocol.Partitioning;
import io.tailrace.protocol.Subject;
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

/** What else is done once a message: its checksum, on either side, and its subject, in the collector. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MessageBenchmark {

    private final NumberedLines lines = new NumberedLines();
    private final byte[] line = lines.lines(0, 1);
    private final byte[] full = lines.lines(0, 128 * 1024 / NumberedLines.LENGTH);
    private final String subject =
            Subject.of("logs", new Partitioning(16), "web-1.example.com").toString();

    /** Of one line. */
    @Benchmark
    public int checksumOfLine() {
        return Checksum.of(line);
    }

    /** Of a message of a backlog. */
    @Benchmark
    public int checksumOfFullMessage() {
        return Checksum.of(full);
    }

    /** Reads a subject back. */
    @Benchmark
    public Subject subject() {
        return Subject.parse("logs", subject);
    }
}

package io.tailrace.suite.chaos;

import io.tailrace.suite.fault.Tally;
import io.tailrace.suite.proof.StreamAudit;
import io.tailrace.suite.proof.Verdict;
import io.tailrace.suite.proof.Verdict.Identical;
import io.tailrace.suite.writer.Generation;
import io.tailrace.suite.writer.Rotation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a round has come to.
 *
 * @param comparison of what was written with the archive; null where it did not come to that
 * @param problem why it did not
 * @param faults that happened
 * @param written all of it
 * @param rotations how often, in which way
 * @param stream what it holds twice; null where nobody knows
 * @param time that it took
 */
record RoundResult(
        @Nullable Verdict comparison,
        @Nullable String problem,
        Tally.Counts faults,
        List<Generation> written,
        Map<Rotation, Integer> rotations,
        @Nullable StreamAudit stream,
        Duration time) {

    boolean isProven() {
        return comparison instanceof Identical;
    }

    /** One line, but for a problem that has more to tell. */
    String verdict() {
        if (comparison instanceof Identical identical) {
            return "%d lines, %d bytes in %d files: archive identical, 0 lost, 0 duplicated"
                    .formatted(identical.lines(), identical.bytes(), identical.files());
        }
        return comparison == null ? String.valueOf(problem) : comparison.toString();
    }

    /** A figure of the stream, -1 where nobody knows. */
    long stream(ToLongFunction<StreamAudit> figure) {
        return stream == null ? -1 : figure.applyAsLong(stream);
    }

    long lines() {
        return written.stream().mapToLong(Generation::lines).sum();
    }

    long bytes() {
        return written.stream().mapToLong(Generation::bytes).sum();
    }
}

package io.tailrace.suite.chaos;

import io.tailrace.suite.fault.Timeline;
import io.tailrace.suite.fault.Timeline.Happening;
import io.tailrace.suite.proof.Duplicate;
import io.tailrace.suite.proof.StreamAudit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is printed when a round has ended. */
final class RoundSummary {

    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);
    private static final int FEW = 3;

    private RoundSummary() {}

    /** Line by line, without the verdict. */
    static List<String> of(RoundResult result, Timeline timeline) {
        List<String> lines = new ArrayList<>();
        result.faults().byKind().forEach((kind, count) -> lines.add("  %-38s %6d".formatted(kind, count)));
        lines.add("kills: %d, %d of them while bytes were flowing through what was killed"
                .formatted(result.faults().kills(), result.faults().killsInFlight()));
        lines.add(String.format(
                Locale.ROOT,
                "written: %,d lines, %,d bytes in %,d generations; rotations: %s",
                result.lines(),
                result.bytes(),
                result.written().size(),
                result.rotations().entrySet().stream()
                        .map(rotation -> rotation.getKey() + " " + rotation.getValue())
                        .collect(Collectors.joining(", "))));
        lines.add(String.format(Locale.ROOT, "time: %d s", result.time().toSeconds()));
        lines.addAll(duplicates(result.stream(), timeline));
        return lines;
    }

    private static List<String> duplicates(@Nullable StreamAudit stream, Timeline timeline) {
        List<String> lines = new ArrayList<>();
        if (stream == null) {
            lines.add("duplicates in the stream: unknown, the broker could not be asked");
            return lines;
        }
        lines.add(String.format(
                Locale.ROOT,
                "duplicates in the stream: %,d of %,d messages, %,d bytes",
                stream.duplicatedMessages(),
                stream.messages(),
                stream.duplicatedBytes()));
        for (Duplicate duplicate : stream.firstDuplicates()) {
            lines.add("  source %s: %s, again %s".formatted(duplicate.source(), duplicate.first(), duplicate.second()));
            lines.addAll(faults(duplicate, timeline));
        }
        lines.add(String.format(Locale.ROOT, "reported as lost by the agent: %,d bytes", stream.reportedLost()));
        return lines;
    }

    /** Those that hit while the first of the two was on its way, or later. */
    private static List<String> faults(Duplicate duplicate, Timeline timeline) {
        Instant again = duplicate.second().time();
        List<Happening> between = timeline.faults(duplicate.first().time().minus(ON_ITS_WAY), again);
        List<String> lines = new ArrayList<>();
        for (Happening fault : between.subList(Math.max(0, between.size() - FEW), between.size())) {
            double seconds = Duration.between(fault.at(), again).toMillis() / 1e3;
            lines.add(String.format(Locale.ROOT, "    %.3f s after: %s", seconds, fault.what()));
        }
        return lines;
    }
}

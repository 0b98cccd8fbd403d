package io.tailrace.suite.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.protocol.Span;
import io.tailrace.suite.fault.Tally;
import io.tailrace.suite.fault.Timeline;
import io.tailrace.suite.proof.Duplicate;
import io.tailrace.suite.proof.Duplicate.Stored;
import io.tailrace.suite.proof.StreamAudit;
import io.tailrace.suite.proof.Verdict.Difference;
import io.tailrace.suite.proof.Verdict.Identical;
import io.tailrace.suite.writer.Generation;
import io.tailrace.suite.writer.Rotation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundSummaryTests {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Path LOG = Path.of("/logs/a.log");

    @TempDir
    Path directory;

    @Test
    void showsWhatLiesBetweenAMessageAndItsRepetition() throws IOException {
        Stored first = new Stored(new Span(0, 10), 7, NOON.minusSeconds(1));
        Stored second = new Stored(new Span(5, 20), 9, NOON.plusMillis(500));
        StreamAudit stream = new StreamAudit(1_000, 1, 5, 1_234, List.of(new Duplicate("source-1", first, second)));
        try (Timeline timeline = timeline()) {
            timeline.fault("kill -9 log-agent");

            assertThat(RoundSummary.of(result(stream), timeline))
                    .containsExactly(
                            "  kill -9 log-agent                           2",
                            "kills: 2, 1 of them while bytes were flowing through what was killed",
                            "written: 30 lines, 4,000 bytes in 1 generations; rotations: copytruncate 3",
                            "time: 75 s",
                            "duplicates in the stream: 1 of 1,000 messages, 5 bytes",
                            "  source source-1: 0-10 at 7 (2026-11-23T11:59:59Z),"
                                    + " again 5-20 at 9 (2026-11-23T12:00:00.500Z)",
                            "    0.500 s after: kill -9 log-agent",
                            "reported as lost by the agent: 1,234 bytes");
        }
    }

    @Test
    void saysThatNobodyKnowsWhatTheStreamHolds() throws IOException {
        try (Timeline timeline = timeline()) {
            assertThat(RoundSummary.of(result(null), timeline))
                    .contains("duplicates in the stream: unknown, the broker could not be asked");
        }
        assertThat(result(null).stream(StreamAudit::duplicatedBytes)).isEqualTo(-1);
    }

    @Test
    void isProvenByAnIdenticalArchiveAlone() {
        RoundResult identical = result(null);
        RoundResult different = new RoundResult(
                new Difference(LOG, 3, "is another byte"),
                null,
                identical.faults(),
                List.of(),
                Map.of(),
                null,
                Duration.ZERO);
        RoundResult stuck =
                new RoundResult(null, "nothing moves", identical.faults(), List.of(), Map.of(), null, Duration.ZERO);

        assertThat(identical.isProven()).isTrue();
        assertThat(identical.verdict())
                .isEqualTo("30 lines, 4000 bytes in 1 files: archive identical, 0 lost, 0 duplicated");
        assertThat(different.isProven()).isFalse();
        assertThat(different.verdict()).isEqualTo("first difference: /logs/a.log, offset 3: is another byte");
        assertThat(stuck.isProven()).isFalse();
        assertThat(stuck.verdict()).isEqualTo("nothing moves");
    }

    private Timeline timeline() throws IOException {
        return new Timeline(directory.resolve("timeline"), Clock.fixed(NOON, ZoneOffset.UTC), line -> {});
    }

    private static RoundResult result(@Nullable StreamAudit stream) {
        return new RoundResult(
                new Identical(30, 4_000, 1),
                null,
                new Tally.Counts(Map.of("kill -9 log-agent", 2), 2, 1),
                List.of(new Generation(LOG, 1, LOG, 4_000, 30)),
                Map.of(Rotation.COPY_TRUNCATE, 3),
                stream,
                Duration.ofSeconds(75));
    }
}

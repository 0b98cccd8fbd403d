package io.tailrace.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTests {

    private final Metric ours = new Metric("ours", "rate", Unit.LINES_PER_SECOND);
    private final Metric limit = new Metric("limit", "rate", Unit.LINES_PER_SECOND);
    private final Results results = new Results();

    @Test
    void comparesWhatWasMeasuredInTheSameRepetition() {
        results.add(1, List.of(ours.of(90), limit.of(100)));
        results.add(2, List.of(ours.of(9), limit.of(10))); // The machine was busy.
        results.add(3, List.of(ours.of(80), limit.of(100)));

        assertThat(results.ratio("ours.rate", "limit.rate"))
                .map(Samples::median)
                .contains(0.9);
    }

    @Test
    void comparesMediansWhereNoRepetitionHasBoth() {
        results.add(1, List.of(ours.of(50)));
        results.add(2, List.of(limit.of(100)));

        assertThat(results.ratio("ours.rate", "limit.rate"))
                .map(Samples::median)
                .contains(0.5);
    }

    @Test
    void hasNoRatioToWhatWasNotMeasured() {
        results.add(1, List.of(ours.of(50)));

        assertThat(results.ratio("ours.rate", "limit.rate")).isEmpty();
        assertThat(results.median("limit.rate")).isEmpty();
    }
}

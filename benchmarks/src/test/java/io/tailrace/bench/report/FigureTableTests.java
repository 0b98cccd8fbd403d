package io.tailrace.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Results;
import io.tailrace.bench.figure.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTableTests {

    @Test
    void printsMedianAndSpreadAndTheRatioToEachLimitThatWasMeasured() {
        Metric ours = new Metric("backlog", "rate", Unit.LINES_PER_SECOND);
        Metric plain = new Metric("plain", "rate", Unit.LINES_PER_SECOND);
        Results results = new Results();
        results.add(1, List.of(ours.of(900_000), plain.of(1_000_000)));
        results.add(2, List.of(ours.of(1_600_000), plain.of(2_000_000)));
        results.add(3, List.of(ours.of(1_700_000), plain.of(2_000_000)));

        assertThat(FigureTable.of(results)).isEqualTo("""
                | workload | figure |    median |       min |       max | unit    | n | limit               |
                |----------|--------|----------:|----------:|----------:|---------|--:|---------------------|
                | backlog  | rate   | 1,600,000 |   900,000 | 1,700,000 | lines/s | 3 | 85 % of plain jnats |
                | plain    | rate   | 2,000,000 | 1,000,000 | 2,000,000 | lines/s | 3 |                     |
                """);
    }
}

package io.tailrace.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.bench.figure.Metric;
import io.tailrace.bench.figure.Results;
import io.tailrace.bench.figure.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalsTests {

    private final Results results = new Results();

    private void measured(String workload, String name, double value) {
        results.add(1, List.of(new Metric(workload, name, Unit.COUNT).of(value)));
    }

    @Test
    void saysHowFarEachGoalIsReached() {
        measured("steady-1000", "agent cpu", 9);
        measured("steady-20000", "agent cpu", 15);
        measured("idle-many", "agent cpu", 0.1);

        assertThat(Goals.of(results).lines().skip(2))
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("agent at 1,000 lines/s")
                                .endsWith("| not reached |"),
                        line -> assertThat(line)
                                .contains("agent at 20,000 lines/s")
                                .endsWith("| reached     |"),
                        line -> assertThat(line).contains("10,000 idle files").endsWith("| beyond      |"));
    }

    @Test
    void comparesWithWhatAPeerWouldReachHere() {
        // Half of what plain jnats reached where the peers were measured; so half of Telegraf's 165,000.
        measured("plain", "rate", (258 + 319) / 2.0 * 1e6 / 150 / 2);
        measured("backlog", "rate", 825_000);

        assertThat(Goals.of(results)).containsPattern("times the best acked peer +\\| +10\\.0 ");
    }

    @Test
    void whatAPeerReachedInTheSameRunTakesThePlaceOfWhatIsKnown() {
        measured("plain", "rate", (258 + 319) / 2.0 * 1e6 / 150 / 2);
        measured("backlog", "rate", 825_000);
        measured("telegraf-backlog", "rate", 412_500);

        assertThat(Goals.of(results)).containsPattern("times the best acked peer +\\| +2\\.0 ");
    }

    @Test
    void saysNothingWhereNothingWasMeasured() {
        assertThat(Goals.of(results)).isEmpty();
    }
}

package io.tailrace.suite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.suite.demo.FlowStatus.Amount;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlowStatusTests {

    private final FlowStatus status = new FlowStatus(
            Duration.ofMillis(12_345),
            new Amount(120_000, 17_000_000),
            new Amount(119_900, 16_900_000),
            new Amount(119_800, 16_800_000),
            new Amount(119_700, 16_700_000),
            1_500_000);

    @Test
    void fitsOnOneLine() {
        assertThat(status.line())
                .isEqualTo(" 12 s  lines written 120,000  read 119,900  stored 119,800  archived 119,700"
                        + "  lag 0.3 MB  1.5 MB/s");
    }

    @Test
    void hasALineForEachStationInATable() {
        assertThat(status.table().lines())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).contains("stored", "119,800", "16.8"));
    }

    @Test
    void countsOnWhereAProcessBeganAnew() {
        Counter counter = new Counter();

        assertThat(counter.update(10)).isEqualTo(10);
        assertThat(counter.update(3)).isEqualTo(13);
        assertThat(counter.update(4)).isEqualTo(14);
    }
}

package io.tailrace.suite.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrafficTests {

    private static final Duration LATELY = Duration.ofMillis(100);

    private final Traffic traffic = new Traffic();
    private final long start = System.nanoTime();

    @Test
    void countsWhatPassedLately() {
        traffic.passed(10, at(0));
        traffic.passed(5, at(60));

        assertThat(traffic.lately(LATELY, at(70))).isEqualTo(15);
        assertThat(traffic.lately(LATELY, at(120))).isEqualTo(5);
        assertThat(traffic.lately(LATELY, at(300))).isZero();
    }

    @Test
    void forgetsHoweverLongNothingPassed() {
        traffic.passed(10, at(0));

        assertThat(traffic.lately(Duration.ofSeconds(2), at(100_000))).isZero();

        traffic.passed(3, at(100_010));
        assertThat(traffic.lately(Duration.ofSeconds(2), at(100_020))).isEqualTo(3);
    }

    private long at(long millis) {
        return start + Duration.ofMillis(millis).toNanos();
    }
}

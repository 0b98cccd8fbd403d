package io.tailrace.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagTests {

    private final Lag lag = new Lag();

    @Test
    void runsUntilAllThatWasSeenIsAcknowledged() {
        lag.take(100, 0, 10);
        lag.take(200, 5, 20);
        assertThat(lag.nanos(300)).isEqualTo(200);

        lag.take(400, 10, 20);
        assertThat(lag.nanos(450)).isEqualTo(50);
    }

    @Test
    void beginsWithTheFirstByteThatIsNotAcknowledged() {
        lag.take(100, 10, 10);
        lag.take(200, 10, 11);
        assertThat(lag.nanos(200)).isZero();
        assertThat(lag.nanos(250)).isEqualTo(50);
    }
}

package io.tailrace.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTests {

    @Test
    void doublesUpToItsLimit() {
        Backoff longest = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(8), () -> 1);
        assertThat(longest.delay(0)).isEqualTo(Duration.ofMillis(250));
        assertThat(longest.delay(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(longest.delay(5)).isEqualTo(Duration.ofSeconds(8));
        assertThat(longest.delay(Long.MAX_VALUE)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void waitsAtLeastHalfOfThat() {
        Backoff shortest = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(8), () -> 0);
        assertThat(shortest.delay(0)).isEqualTo(Duration.ofMillis(125));
    }
}

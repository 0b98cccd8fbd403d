package io.tailrace.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTests {

    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
        Samples samples = new Samples(9, 1, 4);

        assertThat(samples.median()).isEqualTo(4);
        assertThat(samples.min()).isEqualTo(1);
        assertThat(samples.max()).isEqualTo(9);
        assertThat(samples.count()).isEqualTo(3);
    }

    @Test
    void theMedianOfAnEvenNumberIsHalfWayBetweenTwo() {
        assertThat(new Samples(9, 1, 4, 2).median()).isEqualTo(3);
    }

    @Test
    void thereIsNoMedianOfNothing() {
        assertThatThrownBy(() -> new Samples()).isInstanceOf(IllegalArgumentException.class);
    }
}

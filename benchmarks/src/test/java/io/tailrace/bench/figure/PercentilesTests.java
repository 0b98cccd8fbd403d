package io.tailrace.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTests {

    @Test
    void takesTheNearestRank() {
        Percentiles percentiles = new Percentiles(
                LongStream.rangeClosed(1, 200).map(millis -> millis * 1_000_000).toArray());

        assertThat(percentiles.millis(50)).isEqualTo(100);
        assertThat(percentiles.millis(99)).isEqualTo(198);
        assertThat(percentiles.millis(100)).isEqualTo(200);
        assertThat(percentiles.millis(0.1)).isEqualTo(1);
    }
}

package io.tailrace.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailrace.bench.figure.Figure;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArchivingTests {

    private final Archiving archiving = new Archiving("archive");

    @Test
    void countsWhatBecameDurableAfterTheFirstCommit() {
        TreeMap<Long, Long> acks =
                new TreeMap<>(Map.of(20L, 1_000_000_000L, 60L, 2_000_000_000L, 100L, 3_000_000_000L));

        assertThat(archiving.figures(acks, 100, 1_000))
                .extracting(Figure::value)
                .first()
                .isEqualTo(800 / 2.0);
    }

    @Test
    void oneCommitIsNoRate() {
        assertThatThrownBy(() -> archiving.figures(new TreeMap<>(Map.of(100L, 1L)), 100, 1_000))
                .hasMessageContaining("one commit");
    }
}

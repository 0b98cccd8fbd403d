package io.tailrace.bench.bin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailrace.bench.place.Scale;
import io.tailrace.bench.workload.Workload;
import io.tailrace.bench.workload.Workloads;
import io.tailrace.suite.command.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTests {

    private final List<Workload> all = Workloads.all(Scale.miniature(), null, null);

    @Test
    void takesAllWhenNothingIsNamed() {
        assertThat(Selection.of(all, List.of())).isEqualTo(all);
    }

    @Test
    void bringsTheLimitsAlong() {
        assertThat(Selection.of(all, List.of("archive")))
                .extracting(Workload::name)
                .containsExactly("disk", "bare-consumer", "archive");
    }

    @Test
    void aNameStandsForAllThatBeginWithIt() {
        assertThat(Selection.without(all, List.of("steady", "idle-one")))
                .extracting(Workload::name)
                .containsExactly("steady-1000", "steady-20000", "idle-one");
    }

    @Test
    void refusesANameThatNobodyHas() {
        assertThatThrownBy(() -> Selection.of(all, List.of("back")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("backlog")
                .hasMessageEndingWith("not back");
    }
}

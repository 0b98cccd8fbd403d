package io.tailrace.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessCpuTests {

    @Test
    void addsUserAndSystemTimeWhateverTheProgramIsCalled() {
        String stat = "4711 (a) b 3 (c)) S 1 4711 4711 0 -1 4194560 2145 0 3 0 150 75 9 9 20 0 31 0 12345 1 2 3";

        assertThat(ProcessCpu.parse(stat)).isEqualTo(Duration.ofMillis(2_250));
    }

    @Test
    void readsThisProcess() throws IOException {
        assertThat(ProcessCpu.of(ProcessHandle.current().pid())).isPositive();
    }
}

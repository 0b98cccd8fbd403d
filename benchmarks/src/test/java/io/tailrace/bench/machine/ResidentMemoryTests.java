package io.tailrace.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResidentMemoryTests {

    @Test
    void dividesWhatIsResidentInTwo() {
        ResidentMemory memory = ResidentMemory.parse("""
                00400000-7ffd1234 ---p 00000000 00:00 0                          [rollup]
                Rss:              163840 kB
                Pss:              150000 kB
                Anonymous:        131072 kB
                AnonHugePages:      2048 kB
                """);

        assertThat(memory.anonymousMebibytes()).isEqualTo(128);
        assertThat(memory.fileBackedMebibytes()).isEqualTo(32);
        assertThat(memory.mebibytes()).isEqualTo(160);
    }

    @Test
    void readsThisProcess() throws IOException {
        assertThat(ResidentMemory.of(ProcessHandle.current().pid()).mebibytes()).isPositive();
    }
}

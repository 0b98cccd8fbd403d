package io.tailrace.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTests {

    @Test
    void readsAFieldAsTheKernelWritesIt() {
        String text = "processor\t: 0\nmodel name\t: Some CPU @ 2.0GHz\nprocessor\t: 1\nmodel name\t: Another\n";

        assertThat(Machine.field(text, "model name")).isEqualTo("Some CPU @ 2.0GHz");
        assertThat(Machine.field(text, "nothing")).isEqualTo("unknown");
    }

    @Test
    void knowsThisOne(@TempDir Path directory) throws IOException {
        Machine machine = Machine.here(directory);

        assertThat(machine.cores()).isPositive();
        assertThat(machine.memory()).isPositive();
        assertThat(machine.line()).contains("GiB");
    }
}

package io.tailrace.bench.bin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailrace.bench.bin.BenchOptions.Size;
import io.tailrace.suite.command.UsageException;
import io.tailrace.suite.process.Service;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionParserTests {

    private static BenchOptions parse(String... arguments) {
        return OptionParser.parse(List.of(arguments));
    }

    @Test
    void runsEverythingThreeTimesUnlessToldOtherwise() {
        BenchOptions options = parse();

        assertThat(options.size()).isEqualTo(Size.STANDARD);
        assertThat(options.repeat()).isEqualTo(3);
        assertThat(options.only()).isEmpty();
        assertThat(options.peers()).isEmpty();
        assertThat(options.json()).isNull();
        assertThat(options.profile()).isNull();
    }

    @Test
    void theMiniatureIsRunOnce() {
        assertThat(parse("--quick").repeat()).isEqualTo(1);
        assertThat(parse("--quick", "--repeat", "2").repeat()).isEqualTo(2);
    }

    @Test
    void readsAllOptions() {
        String java = ProcessHandle.current().info().command().orElseThrow();

        BenchOptions options = parse(
                "--long",
                "--only",
                "backlog,steady",
                "--json",
                "figures.json",
                "--telegraf",
                java,
                "--java",
                java,
                "--agent-jvm",
                "-Xmx32m",
                "--collector-jvm",
                "-Xmx64m",
                "--profile",
                "collector");

        assertThat(options.size()).isEqualTo(Size.LONG);
        assertThat(options.only()).containsExactly("backlog", "steady");
        assertThat(options.json()).isEqualTo(Path.of("figures.json").toAbsolutePath());
        assertThat(options.peers()).containsOnlyKeys("telegraf");
        assertThat(options.java()).isEqualTo(java);
        assertThat(options.agentOptions()).isEqualTo("-Xmx32m");
        assertThat(options.collectorOptions()).isEqualTo("-Xmx64m");
        assertThat(options.profile()).isEqualTo(Service.COLLECTOR);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> parse("--fast"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--fast");
        assertThatThrownBy(() -> parse("--quick", "--long")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> parse("--repeat", "0")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> parse("--profile", "server"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--profile takes agent or collector, not server");
        assertThatThrownBy(() -> parse("--vector", "/nowhere/vector"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("/nowhere/vector");
    }
}

package io.tailrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tailrace.suite.process.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small dose of what bin/chaos does for hours, with the same faults each time. */
class ChaosIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(6);

    @TempDir
    Path directory;

    private Path output;
    private Path temporary;

    @BeforeEach
    void createDirectories() throws IOException {
        output = directory.resolve("output");
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    @Test
    void theArchiveIsIdenticalAfterADozenKillsInTwoRoundsThoughSomebodyInterruptsThem() throws Exception {
        Path campaign = directory.resolve("campaign");
        Process interrupted =
                start("--kills", "12", "--rounds", "2", "--seed", "5", "--directory", campaign.toString());
        await().atMost(TIMEOUT)
                .until(() -> !interrupted.isAlive() || Files.exists(campaign.resolve("round-002/output")));
        List<ProcessHandle> started = interrupted.descendants().toList();
        interrupted.destroy();
        assertThat(interrupted.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(started).as("what the second round had started").noneMatch(ProcessHandle::isAlive);
        List<String> before = Files.readAllLines(campaign.resolve("summary.jsonl"));

        assertThat(chaos("--resume", campaign.toString())).as(this::printed).isZero();

        assertThat(before).as("the first round has ended").hasSize(1);
        assertThat(Files.readAllLines(campaign.resolve("summary.jsonl")))
                .hasSize(2)
                .startsWith(before.get(0));
        assertThat(lastLine()).matches("PROVEN: 2 rounds, 12 kills, .*: archives identical, 0 lost, 0 duplicated");
        assertThat(campaign.resolve("round-002.timeline")).content().contains("kill -9 log-agent");
        assertThat(campaign.resolve("round-001"))
                .as("the suite of a proven round")
                .doesNotExist();
    }

    @Test
    void theArchiveIsIdenticalAfterKillsOfAClustersServers() throws Exception {
        assertThat(chaos("--kills", "5", "--seed", "6", "--cluster"))
                .as(this::printed)
                .isZero();

        assertThat(lastLine()).startsWith("PROVEN: ");
        assertThat(temporary).as("nothing is left behind").isEmptyDirectory();
    }

    private int chaos(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try {
            assertThat(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> "the command ended: " + printed())
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private Process start(String... arguments) throws IOException {
        Path jar = Home.directory().resolve("system-tests/target/system-tests.jar");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.io.tmpdir=" + temporary,
                "-Dtailrace.home=" + Home.directory(),
                "-jar",
                jar.toString(),
                "chaos"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String lastLine() throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.get(lines.size() - 1);
    }
}

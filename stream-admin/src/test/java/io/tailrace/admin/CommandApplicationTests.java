package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the program as its users do, as a process. */
class CommandApplicationTests {

    @Test
    void exitsWithTwoAndNamesWhatWouldBeCreatedUntilNothingDiffers() throws Exception {
        try (Broker broker = new Broker()) {
            Run missing = plan(broker.url());
            assertThat(broker.changes()).isEmpty();
            assertThat(missing.exitCode()).as(missing.output()).isEqualTo(2);
            assertThat(missing.output())
                    .contains("LOGS  create", "LOGS.max_age  will be 1d")
                    .contains("KV_LOG_AGENTS  create");

            for (var declaration : ShippedDeclaration.streams()) {
                broker.api().create(declaration.creation());
            }
            Run equal = plan(broker.url());
            assertThat(equal.exitCode()).as(equal.output()).isZero();
            assertThat(equal.output()).isEqualTo("nothing differs: 3 streams are as declared\n");

            broker.edit("LOGS", "{\"max_age\":172800000000000}");
            Run different = plan(broker.url());
            assertThat(different.exitCode()).isEqualTo(2);
            assertThat(different.output()).isEqualTo("LOGS  update\nLOGS.max_age  2d -> 1d  (update)\n");
            assertThat(broker.changes()).containsOnlyOnce("$JS.API.STREAM.UPDATE.LOGS");
        }
    }

    @Test
    void exitsWithOneWhereNatsCannotBeReached() throws Exception {
        Run unreachable = plan("nats://127.0.0.1:1");
        assertThat(unreachable.exitCode()).as(unreachable.output()).isEqualTo(1);
        assertThat(unreachable.output()).contains("NATS can't be reached");
    }

    @Test
    void exitsWith78WhereTheDeclarationIsWrong() throws Exception {
        Run wrong = plan(
                "nats://127.0.0.1:1", "--tailrace.admin.streams[0].name=A", "--tailrace.admin.streams[0].storage=disk");
        assertThat(wrong.exitCode()).as(wrong.output()).isEqualTo(78);
        assertThat(wrong.output()).contains("tailrace.admin.streams[0].storage", "disk", "file");
    }

    @Test
    void exitsWith78WhereAKeyIsMisspeltOrHasItsNameFromElsewhere() throws Exception {
        Run misspelt = plan(
                "nats://127.0.0.1:1",
                "--tailrace.admin.streams[0].name=A",
                "--tailrace.admin.streams[0].max-agee=1d",
                "--tailrace.admin.streams[0].dupe-window=1m");
        assertThat(misspelt.exitCode()).as(misspelt.output()).isEqualTo(78);
        assertThat(misspelt.output())
                .contains("tailrace.admin.streams[0].max-agee", "\"max-age\"")
                .contains("tailrace.admin.streams[0].dupe-window", "\"duplicate-window\"");
    }

    private static Run plan(String server, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StreamAdminApplication.class.getName(),
                "--plan",
                "--tailrace.nats.servers=" + server));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private record Run(int exitCode, String output) {}
}

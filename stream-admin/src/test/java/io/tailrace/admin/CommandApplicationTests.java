package io.tailrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailrace.admin.broker.StreamInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

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

    @Test
    void appliesOnceWhatIsRightAndExitsWith78WhereAnEntryIsWrong() throws Exception {
        try (Broker broker = new Broker()) {
            String[] declaration = {
                "--tailrace.admin.streams[0].name=WRONG",
                "--tailrace.admin.streams[0].replicas=6",
                "--tailrace.admin.streams[1].name=MISSPELT",
                "--tailrace.admin.streams[1].max-agee=1d",
                "--tailrace.admin.streams[2].name=RIGHT",
                "--tailrace.admin.streams[3].name=TOO_MANY",
                "--tailrace.admin.streams[3].replicas=3",
                "--tailrace.admin.streams[4].name=ALSO_RIGHT",
                "--tailrace.admin.streams[5].name=OVERLAPS",
                "--tailrace.admin.streams[5].subjects=RIGHT"
            };
            Run once = run("--once", broker.url(), declaration);
            assertThat(once.exitCode()).as(once.output()).isEqualTo(78);
            assertThat(once.output())
                    .contains(
                            "WRONG  invalid: tailrace.admin.streams[0].replicas = 6 is not accepted: use a whole number, 1 to 5")
                    .contains(
                            "MISSPELT  invalid: tailrace.admin.streams[1].max-agee is not a key. Did you mean \"max-age\"?")
                    .contains("RIGHT  created", "ALSO_RIGHT  created")
                    .contains("TOO_MANY  refused: num_replicas = 3: the server refuses it: replicas > 1 not supported")
                    .contains("OVERLAPS  refused: subjects = RIGHT: the server refuses it", "they are in RIGHT");
            assertThat(broker.api().streams())
                    .extracting(StreamInfo::name)
                    .containsExactlyInAnyOrder("RIGHT", "ALSO_RIGHT", "KV_LOG_AGENTS");
        }
    }

    @Test
    void appliesOnceAndExitsWithZeroTwoOrOne() throws Exception {
        try (Broker broker = new Broker()) {
            Run once = run("--once", broker.url());
            assertThat(once.exitCode()).isZero();
            assertThat(once.output()).isEqualTo("LOGS  created\nLOGS_DLQ  created\nKV_LOG_AGENTS  created\n");
            Run blocked = run(
                    "--once",
                    broker.url(),
                    "--tailrace.admin.streams[0].name=LOGS",
                    "--tailrace.admin.streams[0].storage=memory");
            assertThat(blocked.exitCode()).as(blocked.output()).isEqualTo(2);
            assertThat(blocked.output()).contains("needs tailrace.admin.allow-recreate: [LOGS]");
            Run json = run("--plan=json", broker.url());
            assertThat(JsonMapper.shared()
                            .readTree(json.output())
                            .path("exit-code")
                            .asInt(-1))
                    .isZero();
            Run export = run("--import", broker.url());
            assertThat(export.exitCode()).isZero();
            assertThat(export.output()).contains("name: LOGS", "bucket: LOG_AGENTS");
        }
        assertThat(run("--once", "nats://127.0.0.1:1", "--tailrace.admin.wait-for-nats=0s")
                        .exitCode())
                .isEqualTo(1);
    }

    private static Run plan(String server, String... arguments) throws IOException, InterruptedException {
        return run("--plan", server, arguments);
    }

    private static Run run(String option, String server, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StreamAdminApplication.class.getName(),
                option,
                "--tailrace.nats.servers=" + server));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private record Run(int exitCode, String output) {}
}
